"""Importer of programmes that schools offer through the Open Education API."""
