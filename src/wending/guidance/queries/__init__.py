"""Reads of guidance."""
