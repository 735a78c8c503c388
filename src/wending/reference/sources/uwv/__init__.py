"""UWV: tension on the labour market, and which moves jobseekers made."""
