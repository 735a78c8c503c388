"""Writes of the dossier."""
