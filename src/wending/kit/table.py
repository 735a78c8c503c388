"""Plain tables for a terminal. Not for pages."""

from collections.abc import Sequence


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return headings and rows in columns; columns of numbers are set to the right."""
    cells = [list(headings), *[[_shown(value) for value in row] for row in rows]]
    widths = [max(len(line[column]) for line in cells) for column in range(len(headings))]
    is_number = [
        bool(rows) and all(isinstance(row[column], int | float) for row in rows) for column in range(len(headings))
    ]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, is_number, strict=True)
        ).rstrip()
        for line in cells
    ]
    return "\n".join(lines)


def _shown(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "-" if value is None else str(value)
