"""What guidance reads from files."""
