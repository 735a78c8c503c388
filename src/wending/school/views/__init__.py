"""Pages of school."""
