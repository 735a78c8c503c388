"""Changes of the tables of effect."""
