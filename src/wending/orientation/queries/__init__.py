"""Reads of orientation: the profile of a session, the index, results with their reasons, shared results."""
