"""Tags of questionnaires."""
