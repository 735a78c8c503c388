"""Rosters in the CSV files of OneRoster 1.2."""
