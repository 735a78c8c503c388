"""Our own statements for the self-assessment of a school, and the criteria that they belong to."""
