"""Reads a questionnaire out of its files and tells what is wrong with it, by file and line."""
