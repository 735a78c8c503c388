"""What of a study's data may not change once its population is frozen: who is in it, what was known, what they got.

Of units over time that is who starts in which period; of organisations all that is known of them. Outcomes may come
later. The digests of files say at once that nothing changed; where they differ the rows decide, for
another version of a library writes the same rows as other bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from wending.effect.rules.tables import COLUMNS, StudyTables

# Tables of which every row is frozen; and those of which a part is, with how that is called.
WHOLE = ("persons", "covariates", "exposures")
STARTS, ORGANISATIONS = "periods.first", "organisations"


def other_files(now: Mapping[str, str], then: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tables with something frozen whose digests differ."""
    return tuple(name for name in (*WHOLE, "periods", ORGANISATIONS) if now.get(name) != then.get(name))


def other_rows(now: StudyTables, then: StudyTables, *, may_be_fewer: bool = False) -> tuple[str, ...]:
    """Return what was frozen and differs now, whatever the order of rows.

    may_be_fewer: rows may have gone, as on the platform where people can withdraw, and what is known of an organisation
    that became small; a new or other row may not come.
    """
    found = []
    for name in WHOLE:
        mine, kept = _rows(now, name), _rows(then, name)
        if not (mine <= kept if may_be_fewer else mine == kept):
            found.append(name)
    starts, kept_starts = _starts(now), _starts(then)
    if not (starts <= kept_starts if may_be_fewer else starts == kept_starts):
        found.append(STARTS)
    firms, kept_firms = _rows(now, ORGANISATIONS), _rows(then, ORGANISATIONS)
    if not (_known_of(firms, kept_firms) if may_be_fewer else firms == kept_firms):
        found.append(ORGANISATIONS)
    return tuple(found)


def _starts(tables: StudyTables) -> set[tuple[Hashable, Hashable]]:
    """Return every unit with the period in which it starts: what was measured of it in which period may change."""
    rows = tables.periods[["unit", "first"]].drop_duplicates()
    return {(_plain(unit), _plain(first)) for unit, first in zip(rows["unit"], rows["first"], strict=True)}


def _known_of(now: Counter[tuple[Hashable, ...]], then: Counter[tuple[Hashable, ...]]) -> bool:
    """Say whether of each organisation no more is told than was: its name is the first cell."""
    kept = {row[0]: row for row in then}
    return all(
        row[0] in kept and all(one in (None, other) for one, other in zip(row, kept[row[0]], strict=True))
        for row in now
    )


def _rows(tables: StudyTables, name: str) -> Counter[tuple[Hashable, ...]]:
    frame = tables.by_name()[name].reindex(columns=[column.name for column in COLUMNS[name]])
    columns = [[_plain(one) for one in frame[title]] for title in frame.columns]
    return Counter(zip(*columns, strict=True))


def _plain(value: object) -> Hashable:
    """Return a cell in a form that does not depend on the type of its column; unknown is None."""
    import pandas as pd

    if pd.isna(value):
        return None
    if isinstance(value, str):
        return value
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(pd.Timestamp(value))
