"""Pure rules of guidance: opening hours, free moments, when an answer comes."""
