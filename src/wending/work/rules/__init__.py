"""Rules of work: pure terms, without tables."""

"""Pure rules of work."""
