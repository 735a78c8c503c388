"""The career-learning line of schools."""
