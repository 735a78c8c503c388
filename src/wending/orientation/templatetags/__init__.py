"""Template tags of orientation."""
