"""Reads of the dossier; each takes who asks first."""
