"""Pages of effect."""
