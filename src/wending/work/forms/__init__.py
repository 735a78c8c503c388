"""Forms of work."""
