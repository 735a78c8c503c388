"""Evidence as CSV."""
