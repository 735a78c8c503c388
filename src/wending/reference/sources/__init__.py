"""Importers, one folder per source: pure `parse.py`, and what fetches or opens the files."""
