"""Rules of work: pure terms, without tables."""
