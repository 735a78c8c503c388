"""Data of the profession: registers, roles, statements, ways of peer review, themes and our learning offer."""
