"""Writes of school."""
