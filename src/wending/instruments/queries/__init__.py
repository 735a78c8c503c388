"""What can be asked of questionnaires: which there are, what someone filled in, and how reliable they proved."""
