"""What comes from outside guidance: data files of the profession."""
