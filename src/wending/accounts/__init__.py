"""People, organisations, roles and consent."""
