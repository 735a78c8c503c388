"""Writes of questionnaires."""
