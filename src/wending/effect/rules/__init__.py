"""Pure rules of studies: plans, their tables, their answers. No Django, no network."""
