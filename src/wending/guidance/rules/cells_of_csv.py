"""Cells of a CSV file that a spreadsheet does not take for a formula."""

# What makes a spreadsheet calculate, or split a cell: after OWASP's note on CSV injection.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """Return a value as text for a CSV cell; a text that begins like a formula gets an apostrophe before it."""
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_RISKY) and not is_number else text
