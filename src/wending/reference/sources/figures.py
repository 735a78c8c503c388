"""From rows to figures: what all sources of figures share. Knows no layout and no source. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

from wending.reference.rules import labour_market as lm
from wending.reference.rules.contents import IDENTITY
from wending.reference.rules.records import BadInput
from wending.reference.sources.mapped import Amount, MappedRow, is_sign, sign

# The fields of a row that tell what a figure is about.
ABOUT = ("label", "system", "region")
# A record with the place it comes from: the file, and the line where there is one.
Placed = tuple[str, int | None, Any]
NOTHING = Amount(None)


def figure(
    row: MappedRow,
    indicator: str,
    amount: Amount = NOTHING,
    *,
    system: str,
    code: str,
    period: str,
    category: str = "",
    bounds: tuple[Amount, Amount] = (NOTHING, NOTHING),
    group_size: int | None = None,
) -> Iterator[Placed]:
    """Yield the figure that a row gives of one indicator, with its place; nothing when the row does not say.

    `category` is a cell with the word of the source; a sign in it is the reason why there is none. `bounds` are of the
    uncertainty; raise BadInput when the number does not lie between them.
    """
    note = amount.note
    low, high = (bound.value for bound in bounds)
    if amount.value is not None and not (low or 0) <= amount.value <= (amount.value if high is None else high):
        raise row.bad(f"{amount.value:g} does not lie between its bounds.", "Look whether the bounds are mapped right.")
    if is_sign(category):
        category, note = "", note or sign(category)
    if amount.value is None and not note and not category:
        return
    record = lm.FigureRecord(
        indicator=indicator,
        system=row.system(system),
        code=code,
        label=row.cells["label"],
        region=row.region(),
        period=period,
        value=amount.value,
        low=low,
        high=high,
        group_size=group_size,
        category=category,
        # A class without a number is an answer: only without both is there a reason to give.
        note="" if amount.value is not None or category else note,
    )
    yield row.file, row.line, record


def bounds_of(fields: Iterable[str]) -> tuple[str, ...]:
    """Return the fields that hold the bounds of the uncertainty of numbers."""
    return tuple(f"{field}_{end}" for field in fields for end in ("low", "high"))


def single(found: Iterable[Placed]) -> Iterator[Any]:
    """Yield each record once; raise BadInput where the same thing is said twice with different values."""
    seen: dict[Any, Placed] = {}
    for file, line, record in found:
        identity = (type(record), IDENTITY[type(record)](record))
        if identity not in seen:
            seen[identity] = file, line, record
            yield record
        elif seen[identity][2] != record:
            other, at, _ = seen[identity]
            place = other if at is None else f"{other}, line {at}"
            wrong = f"says something else of {_named(record)} than {place}."
            raise BadInput(
                file=file, line=line, wrong=wrong, mend="Keep one of both; look whether a column is missing."
            )


def some(file: str, records: Iterable[Any], *, what: str) -> Iterator[Any]:
    """Yield records; raise BadInput when there are none."""
    is_empty = True
    for record in records:
        is_empty = False
        yield record
    if is_empty:
        raise BadInput(file=file, wrong=f"holds no {what}.", mend="Look whether it is the right file and mapping.")


def _named(record: Any) -> str:
    identity = IDENTITY[type(record)](record)
    return " ".join(map(str, identity if isinstance(identity, tuple) else (identity,)))
