"""Our own questionnaires, as the files that anyone could add: one folder each. No code."""
