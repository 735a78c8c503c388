"""Rows as a CSV file that a spreadsheet opens safely: a cell that it would take for a formula is made text."""

import csv
from collections.abc import Iterable, Iterator, Sequence

# What makes a spreadsheet run a cell.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """Gives back what is written, so that rows can be streamed."""

    def write(self, text: str) -> str:
        return text


def safe_cell(value: object) -> str:
    """Return the cell as text; an apostrophe goes before what would be a formula. Numbers stay numbers."""
    text = str(value)
    if isinstance(value, int | float) or not text.startswith(_RUNS):
        return text
    return f"'{text}"


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file, with a mark by which spreadsheets know it is UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([safe_cell(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])
