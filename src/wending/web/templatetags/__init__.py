"""Template tags of the page shell and the charts; usable in every template by name."""
