"""Pure rules of the career-learning line: its terms, its programmes, and where a lesson matters. No database."""
