"""The embedded catalogue: occupations and skills in our own words, as CSV files per sector."""
