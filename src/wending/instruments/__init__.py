"""Questionnaires and their scoring."""
