"""Tests of the career-learning line of schools."""
