"""Pure rules of work. No Django."""
