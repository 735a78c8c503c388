"""European Digital Credentials for Learning, in the European Learning Model (ELM)."""
