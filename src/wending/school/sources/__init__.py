"""What the career-learning line begins with as data files, and how rosters of schools are read."""
