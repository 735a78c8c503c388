"""What the career-learning line begins with: our own activities and the default programmes, as data files."""
