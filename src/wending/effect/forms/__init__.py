"""Forms of effect."""
