"""What work brings along as data."""
