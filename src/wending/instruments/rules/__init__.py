"""Pure rules of questionnaires: what an instrument is, how answers become scores, and how sure those are. No Django."""
