"""Time as cells of five minutes since 1970 (UTC): what is held in the database, and what free moments are sought in."""

from datetime import UTC, datetime

MINUTES = 5
_SECONDS = MINUTES * 60


def cell_of(at: datetime) -> int:
    """Return the cell in which a moment falls."""
    return int(at.timestamp()) // _SECONDS


def begin_of(cell: int) -> datetime:
    """Return the moment at which a cell begins, in UTC."""
    return datetime.fromtimestamp(cell * _SECONDS, UTC)


def cells(begins: datetime, ends: datetime) -> range:
    """Return every cell that a span touches; none for an empty span."""
    last = -(-int(ends.timestamp()) // _SECONDS)
    return range(cell_of(begins), last)


def inner_cells(begins: datetime, ends: datetime) -> range:
    """Return the cells that lie wholly within a span."""
    first = -(-int(begins.timestamp()) // _SECONDS)
    return range(first, cell_of(ends))
