"""Forms of researchers: approaches, plans, and the moments of a study."""
