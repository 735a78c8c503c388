"""Template tags of school."""
