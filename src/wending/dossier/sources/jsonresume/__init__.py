"""JSON Resume 1.0.0: a CV in JSON."""
