"""What comes from outside guidance: files that people send along, and data files of the profession."""
