"""Forms of the dossier."""
