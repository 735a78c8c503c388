"""Frozen counts as they are kept, hidden ones too: for counting on, never for a page. Pages ask `queries.figures`."""

from uuid import UUID

from wending.effect.models import FrozenTable
from wending.effect.rules.frozen import Place, Table
from wending.effect.rules.indicators import Base


def kept_table(base: Base, period: str, organisation: UUID | None) -> tuple[Table, set[Place]] | None:
    """Return the table of a base in a period with what is hidden of it; no organisation: of all together."""
    rows = list(FrozenTable.objects.filter(organisation=organisation, base=base.key, period=period))
    if not rows:
        return None
    counts: dict[Place, int] = {}
    staff: dict[tuple[str, str], int] = {}
    hidden: set[Place] = set()
    days = (0, 0, 0)
    for row in rows:
        for group, parts in row.cells.items():
            counts |= {(row.dimension, group, part): count for part, count in parts.items()}
        staff |= {(row.dimension, group): number for group, number in row.staff.items()}
        hidden |= {(row.dimension, group, part) for group, part in row.hidden}
        if row.days:
            number, total, largest = row.days
            days = (number, total, largest)
    return Table(counts, staff, days), hidden
