"""Gives each column of a table its own type, and tells which values do not have it or lie outside its range."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from wending.effect.rules.tables import COLUMNS, Column, Type
from wending.effect.rules.tables_check.found import finding_of
from wending.engine.estimation.terms import Finding

if TYPE_CHECKING:
    import pandas as pd

# A class or key longer than this, or of more words, is somebody's own text: it does not enter.
LONGEST = 80
MOST_WORDS = 8
EARLIEST = "1900-01-01"


def typed(name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Return a table with the columns of `COLUMNS`, each of its own type, and what is wrong with its values."""
    import pandas as pd

    columns = COLUMNS[name]
    known = {column.name for column in columns}
    found = [Finding("unknown-column", (name, str(other), len(frame))) for other in frame.columns if other not in known]
    twice = frame.columns.duplicated()
    found += [Finding("unknown-column", (name, str(other), len(frame))) for other in frame.columns[twice]]
    frame = frame.loc[:, ~twice]
    made: dict[str, pd.Series] = {}
    for column in columns:
        if column.name not in frame:
            if len(frame) and column.is_required:
                found.append(Finding("missing-column", (name, column.name, len(frame))))
            values = pd.Series([None] * len(frame), dtype="object")
        else:
            values = frame[column.name].reset_index(drop=True)
        known_before = ~_empty(values)
        try:
            values, wrong = _READERS[column.type](name, column, values)
        except (AttributeError, OverflowError, TypeError, ValueError):
            # Values of a kind that no file holds: lists, spans, days of several zones.
            nothing = pd.Series([None] * len(frame), dtype="object")
            values, _ = _READERS[column.type](name, column, nothing)
            wrong = [Finding("not-a-value", (name, column.name, len(frame)))]
        found += wrong
        if column.is_required and column.name in frame:
            found += finding_of("empty-required", name, column.name, ~known_before)
        found += _outside(name, column, values)
        made[column.name] = values
    return pd.DataFrame(made), found


def _empty(values: pd.Series) -> Any:
    if values.dtype == object or str(values.dtype).startswith(("str", "category")):
        return values.isna() | (values.astype("object") == "")
    return values.isna()


def _outside(name: str, column: Column, values: pd.Series) -> list[Finding]:
    if column.low is None and column.high is None:
        return []
    numbers = values.astype("float64")
    low, high = (
        -np.inf if column.low is None else column.low,
        np.inf if column.high is None else column.high,
    )
    return finding_of("out-of-range", name, column.name, (numbers < low) | (numbers > high))


def _number(name: str, column: Column, values: pd.Series) -> tuple[pd.Series, list[Finding]]:
    import pandas as pd

    empty = _empty(values)
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    numbers = numbers.where(np.isfinite(numbers))
    return numbers, finding_of("not-a-number", name, column.name, numbers.isna() & ~empty)


def _whole(name: str, column: Column, values: pd.Series) -> tuple[pd.Series, list[Finding]]:
    numbers, found = _number(name, column, values)
    broken = numbers.notna() & (numbers != np.floor(numbers))
    numbers = numbers.mask(broken)
    return numbers.astype("Int64"), found + finding_of("not-whole", name, column.name, broken)


def _day(name: str, column: Column, values: pd.Series) -> tuple[pd.Series, list[Finding]]:
    import pandas as pd

    empty = _empty(values)
    if pd.api.types.is_datetime64_any_dtype(values):
        days = values.dt.tz_localize(None) if values.dt.tz is not None else values
    elif pd.api.types.is_numeric_dtype(values):
        # A number is no day: nobody said from when it counts.
        days = pd.Series(pd.NaT, index=values.index, dtype="datetime64[ns]")
    else:
        is_day = values.map(lambda one: isinstance(one, str | date | datetime))
        days = pd.to_datetime(values.where(is_day).astype("string"), format="ISO8601", errors="coerce")
    days = days.dt.normalize()
    days = days.mask(days < pd.Timestamp(EARLIEST))
    wrong = days.isna() & ~empty
    looks = values.astype("string").str.match(r"^\d{4}-\d{2}-\d{2}").fillna(False).astype(bool)
    return days.astype("datetime64[ns]"), [
        *finding_of("impossible-day", name, column.name, wrong & looks),
        *finding_of("not-a-day", name, column.name, wrong & ~looks),
    ]


def _yes_no(name: str, column: Column, values: pd.Series) -> tuple[pd.Series, list[Finding]]:
    import pandas as pd

    empty = _empty(values)
    numbers = pd.to_numeric(values.astype("object"), errors="coerce").astype("float64")
    numbers = numbers.where(numbers.isin([0, 1]))
    return (numbers == 1).astype("boolean").mask(numbers.isna()), finding_of(
        "not-yes-or-no", name, column.name, numbers.isna() & ~empty
    )


def _words(name: str, column: Column, values: pd.Series) -> tuple[pd.Series, list[Finding]]:
    import pandas as pd

    empty = _empty(values)
    if pd.api.types.is_bool_dtype(values) or pd.api.types.is_datetime64_any_dtype(values):
        return pd.Series(None, values.index, dtype="object"), finding_of("not-text", name, column.name, ~empty)
    if pd.api.types.is_float_dtype(values):
        # Whole numbers that became floats because some are empty.
        wrong = values.notna() & (values != np.floor(values))
        texts = values.mask(wrong).astype("Int64").astype("string")
    else:
        objects = values.astype("object")
        fine = objects.map(lambda one: isinstance(one, str | int | np.integer) and not isinstance(one, bool))
        wrong = ~fine.astype(bool) & ~empty
        texts = objects.where(fine.astype(bool)).astype("string")
    texts = texts.str.strip().mask(empty)
    free = _is_free(texts)
    return texts.mask(texts == "").mask(free).astype("object").where(lambda one: one.notna(), None), [
        *finding_of("not-text", name, column.name, wrong),
        *finding_of("free-text", name, column.name, free),
    ]


def _is_free(texts: pd.Series) -> Any:
    long = texts.str.len() > LONGEST
    return (long | (texts.str.count(r"\s+") >= MOST_WORDS)).fillna(False).astype(bool)


def _mixed(name: str, column: Column, values: pd.Series) -> tuple[pd.Series, list[Finding]]:
    import pandas as pd

    if pd.api.types.is_numeric_dtype(values):
        return values.astype("float64").astype("object").where(values.notna(), None), []
    empty = _empty(values)
    objects = values.astype("object")
    is_number = objects.map(lambda one: isinstance(one, int | float | np.number)).astype(bool) & ~empty
    is_word = objects.map(lambda one: isinstance(one, str)).astype(bool) & ~empty
    texts = objects.where(is_word).astype("string")
    free = _is_free(texts)
    made = objects.where(is_word & ~free, None)
    made = made.mask(is_number, pd.to_numeric(objects.where(is_number), errors="coerce").astype("float64"))
    return made.where(made.notna(), None), [
        *finding_of("not-a-value", name, column.name, ~(is_number | is_word | empty)),
        *finding_of("free-text", name, column.name, free),
    ]


_READERS = {
    Type.KEY: _words,
    Type.CLASS: _words,
    Type.NUMBER: _number,
    Type.WHOLE: _whole,
    Type.DAY: _day,
    Type.YES_NO: _yes_no,
    Type.MIXED: _mixed,
}
