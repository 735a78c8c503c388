"""Rosters in the CSV exports of administration systems, by a mapping."""
