"""Reads of effect."""
