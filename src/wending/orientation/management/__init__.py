"""Commands of orientation."""
