"""Rows cut into parts by a key, so that all rows with the same key are in one part, and types are what they must be.

Whole numbers are cut into ranges: with files sorted by the key an engine then reads only what it needs. Text is cut by
its hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wending.engine.estimation.scale.engines import Expression
from wending.engine.estimation.terms import Finding, NotAnswerable


class Kind(StrEnum):
    """What a column must hold."""

    WHOLE = "whole"
    NUMBER = "number"
    KEY = "key"  # whole number or text
    YES_NO = "yes-no"  # boolean, or a whole number that is 0 or 1


def refuse_types(rows: Expression, wanted: Iterable[tuple[str, Kind]]) -> None:
    """Refuse columns that are missing or of another type.

    Raises:
        NotAnswerable: `column-missing` (name) or `column-wrong-type` (name, type found, kind wanted).
    """
    schema = rows.schema()
    found: list[Finding] = []
    for name, kind in wanted:
        if name not in schema.names:
            found.append(Finding("column-missing", (name,)))
        elif not _fits(schema[name], kind):
            found.append(Finding("column-wrong-type", (name, str(schema[name]), kind.value)))
    if found:
        raise NotAnswerable(tuple(found))


def _fits(found: Expression, kind: Kind) -> bool:
    if kind is Kind.KEY:
        return bool(found.is_integer() or found.is_string())
    if kind is Kind.WHOLE:
        return bool(found.is_integer())
    if kind is Kind.YES_NO:
        return bool(found.is_boolean() or found.is_integer())
    return bool(found.is_numeric() or found.is_boolean())


@dataclass(frozen=True)
class Parts:
    """How rows are cut: `many` parts of column `key`, in ranges from `low` to `high` where it is a whole number."""

    key: str
    many: int
    low: int | None = None
    high: int | None = None

    def of(self, rows: Expression) -> list[Expression]:
        """Return the rows of each part."""
        key = rows[self.key]
        if self.many == 1:
            return [rows]
        if self.low is None or self.high is None:
            # Without its sign: a remainder must not be negative.
            return [rows.filter((key.hash().abs() % self.many) == part) for part in range(self.many)]
        width = self.high - self.low + 1
        edges = [self.low + width * part // self.many for part in range(self.many + 1)]
        inside = []
        for part in range(self.many):
            above = key >= edges[part]
            inside.append(rows.filter(above if part == self.many - 1 else above & (key < edges[part + 1])))
        return inside


def parts_for(key: str, rows: int, per_step: int, low: object, high: object) -> Parts:
    """Return parts of at most about `per_step` rows; `low` and `high` of the key when it is a whole number, else None.

    From a tenth of that on there are two, so that two workers share what one could take.
    """
    many = max(2 if rows * 10 > per_step else 1, -(-rows // per_step))
    if isinstance(low, int) and isinstance(high, int):
        return Parts(key, min(many, high - low + 1), low, high)
    return Parts(key, many)
