"""Writes of work."""
