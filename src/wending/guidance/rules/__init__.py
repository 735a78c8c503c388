"""Pure rules of guidance."""
