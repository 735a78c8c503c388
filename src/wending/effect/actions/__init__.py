"""Writes of effect."""
