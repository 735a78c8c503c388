"""What schools hand in, read by one package for each format."""
