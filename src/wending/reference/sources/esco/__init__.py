"""ESCO, the European classification of skills and occupations."""
