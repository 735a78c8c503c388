"""One finding about rows of a table: how many there are, and the first few by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from wending.engine.estimation.terms import Finding

if TYPE_CHECKING:
    import pandas as pd

FIRST = 5


def finding_of(
    code: str, table: str, column: str, rows: pd.Series | np.ndarray, *, is_grave: bool = True
) -> list[Finding]:
    """Return a finding when any of `rows`, shape (n,), is true; no finding when none is.

    `about` is table, column, count, and the first rows, counted from 1.
    """
    places = np.flatnonzero(np.asarray(rows, dtype=bool))
    if not len(places):
        return []
    return [Finding(code, (table, column, len(places), *(int(one) + 1 for one in places[:FIRST])), is_grave)]
