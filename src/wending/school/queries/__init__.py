"""Reads of school."""
