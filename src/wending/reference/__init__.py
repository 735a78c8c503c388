"""Occupations, skills and their releases; importers of each source."""
