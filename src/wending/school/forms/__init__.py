"""Forms of school."""
