"""Pages of the effect office."""
