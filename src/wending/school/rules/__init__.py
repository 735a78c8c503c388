"""Pure rules of the career-learning line: its terms, its programmes, rosters, and where a lesson matters."""
