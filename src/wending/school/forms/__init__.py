"""What people at a school fill in."""
