"""Reading reference data: only releases in force, one noun per file, frozen dataclasses out."""
