"""What comes from outside guidance: files that people send along."""
