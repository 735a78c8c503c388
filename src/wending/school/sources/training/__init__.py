"""The training line of teachers in guidance skills: our own modules as data."""
