"""Writes of guidance."""
