"""Employers and teams in which people move and grow."""
