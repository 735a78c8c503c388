"""Writes of orientation: the profile of a session, shared results, the index on disk."""
