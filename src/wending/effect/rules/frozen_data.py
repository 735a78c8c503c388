"""What of a study's data may not change once its population is frozen: who is in it, what was known, what they got.

Outcomes may come later. The digests of files say at once that nothing changed; where they differ the rows decide, for
another version of a library writes the same rows as other bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from wending.effect.rules.tables import StudyTables

if TYPE_CHECKING:
    import pandas as pd

FROZEN = ("persons", "covariates", "exposures")


def other_files(now: Mapping[str, str], then: Mapping[str, str]) -> tuple[str, ...]:
    """Return the frozen tables whose digests differ."""
    return tuple(name for name in FROZEN if now.get(name) != then.get(name))


def other_rows(now: StudyTables, then: StudyTables, *, may_be_fewer: bool = False) -> tuple[str, ...]:
    """Return the frozen tables whose rows differ, whatever their order.

    may_be_fewer: rows may have gone, as on the platform where people can withdraw; a new or other row may not come.
    """
    found = []
    for name in FROZEN:
        mine, kept = _rows(now.by_name()[name]), _rows(then.by_name()[name])
        if not (mine <= kept if may_be_fewer else mine == kept):
            found.append(name)
    return tuple(found)


def _rows(frame: pd.DataFrame) -> Counter[tuple[Hashable, ...]]:
    columns = [[_plain(one) for one in frame[name]] for name in sorted(frame.columns)]
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
