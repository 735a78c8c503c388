"""Pure rules of accounts: roles, consent, age."""
