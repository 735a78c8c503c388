"""Questionnaires as files: those of our own (`own`), and the reader and check for all (`questionnaire`)."""
