"""Formats in which a record comes in and goes out, one package each: parse.py reads, write.py writes."""
