"""The data that LinkedIn hands out: a ZIP of CSV files."""
