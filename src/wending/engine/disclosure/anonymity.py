"""k-anonymity of rows (Samarati & Sweeney 1998), by coarser classes first and leaving rows out after that.

Terms: *quasi-identifier* = what an outsider may know of somebody (age, region, schooling); *ladder* = the same
quasi-identifier in ever coarser classes, the last of which is one class for all; *class* = people with the same values
of all quasi-identifiers; *sensitive* = what nobody should learn of a person. It promises no more than its classes: an
attacker who knows the sensitive value itself is not stopped by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wending.engine.estimation.terms import Booleans, Floats, Whole

Labels = NDArray[np.str_]
SMALLEST = 10
MOST_LEFT_OUT = 0.05
ALL = "*"
UNKNOWN = "?"
UNRELEASED = "-"


@dataclass(frozen=True)
class Ladder:
    """One quasi-identifier: levels from fine to coarse, each an array of labels, shape (n,)."""

    name: str
    levels: tuple[Labels, ...]

    def __post_init__(self) -> None:
        """Refuse a ladder that is no ladder.

        Raises:
            ValueError: no levels, levels of different lengths, or one that parts what a finer level holds together.
        """
        if not self.levels or len({len(one) for one in self.levels}) != 1:
            raise ValueError("a ladder has levels of one length")
        for fine, coarse in zip(self.levels, self.levels[1:], strict=False):
            if len(np.unique(_numbers([fine, coarse]))) != len(np.unique(fine)):
                raise ValueError(f"{self.name}: a coarser level parts what a finer one holds together")


@dataclass(frozen=True)
class Anonymous:
    """Rows that may go out: per quasi-identifier its level and labels, shape (n,); `kept`, shape (n,), says which.

    smallest: people in the smallest class that is kept, 0 when none is.
    """

    levels: Mapping[str, int]
    labels: Mapping[str, Labels]
    kept: Booleans
    smallest: int

    @property
    def left_out(self) -> int:
        """How many rows do not go out."""
        return int((~self.kept).sum())


def class_sizes(labels: Sequence[Labels], rows: int) -> Whole:
    """Return per row, shape (n,), how many rows have the same labels; all of them without labels."""
    if not labels:
        return np.full(rows, rows, dtype=np.int64)
    number = _numbers(labels)
    return np.asarray(np.bincount(number)[number], dtype=np.int64)


def told_of_all(labels: Sequence[Labels], column: Floats, diversity: int = 2) -> Booleans:
    """Say per row, shape (n,), whether its class has known values of a column, but fewer different than `diversity`.

    Such a class tells of everybody in it what the column says.
    """
    number = _numbers(labels) if labels else np.zeros(len(column), dtype=np.int64)
    return np.asarray(_different(number, column)[number] < diversity, bool)


def anonymised(
    ladders: Sequence[Ladder],
    *,
    rows: int,
    k: int = SMALLEST,
    most_left_out: float = MOST_LEFT_OUT,
    already: Sequence[Labels] = (),
    sensitive: Sequence[Floats] = (),
    diversity: int = 2,
) -> Anonymous:
    """Return rows in classes of at least k, the finest that Datafly finds (Sweeney 2002), and the rest left out.

    While more than `most_left_out` of the rows would be left out, the quasi-identifier with most labels goes one level
    up. A class in which a sensitive column of yes and no (NaN unknown) has fewer different known values than
    `diversity` tells it of everybody (Machanavajjhala et al. 2007), and counts as too small.

    Args:
        rows: how many rows, n.
        already: labels of earlier extracts of the same people, each shape (n,), a label of its own for who was not in
            it: classes hold for all of it together, so that somebody who links the extracts perfectly still finds k.

    Raises:
        ValueError: k below 2, or arrays of other lengths.
    """
    if k < 2:
        raise ValueError("a class of one is a person")
    if any(len(one) != rows for one in (*already, *sensitive, *(ladder.levels[0] for ladder in ladders))):
        raise ValueError("every array has one entry per row")
    at = {ladder.name: 0 for ladder in ladders}
    while True:
        labels = {ladder.name: ladder.levels[at[ladder.name]] for ladder in ladders}
        kept = _kept([*labels.values(), *already], rows, k, sensitive, diversity)
        if already:
            kept = _closed(kept, list(labels.values()), already, k)
        can_rise = [ladder for ladder in ladders if at[ladder.name] + 1 < len(ladder.levels)]
        if (~kept).sum() <= most_left_out * rows or not can_rise:
            sizes = class_sizes([labels[name][kept] for name in labels], int(kept.sum()))
            return Anonymous(dict(at), labels, kept, int(sizes.min()) if len(sizes) else 0)
        most = max(can_rise, key=lambda ladder: len(np.unique(labels[ladder.name])))
        at[most.name] += 1


def rare(labels: Sequence[Labels], columns: Sequence[Floats], k: int) -> Booleans:
    """Return the rows, shape (n,), whose columns must go out empty, so that of every row at least k say the same.

    labels: what stands beside the columns, each shape (n,). Unknown (NaN) is a value like others. Rows emptied are
    alike with those of their labels of which nothing was known; where those are fewer than k, more are emptied: those
    of the rarest values. Where fewer than k have the same labels all of them are.
    """
    rows = len(columns[0])
    texts = [np.where(np.isfinite(one), one.astype(str), UNKNOWN) for one in columns]
    inside = _numbers(labels) if labels else np.zeros(rows, dtype=np.int64)
    number = _numbers([inside.astype(str), *texts])
    sizes = np.bincount(number)
    unknown = np.logical_and.reduce([~np.isfinite(one) for one in columns])
    empty = (sizes[number] < k) | unknown
    # Per class the values that are left, the rarest first.
    left = sorted({(int(sizes[one]), int(one), int(within)) for one, within in zip(number, inside, strict=True)})
    of_class: dict[int, list[int]] = {}
    for _size, one, within in left:
        of_class.setdefault(within, []).append(one)
    many = np.bincount(inside, weights=empty)
    for within, values in of_class.items():
        for one in values:
            if many[within] == 0 or many[within] >= k:
                break
            more = (number == one) & ~empty
            empty |= more
            many[within] += more.sum()
    return np.asarray(empty & ~unknown, bool)


def _kept(labels: Sequence[Labels], rows: int, k: int, sensitive: Sequence[Floats], diversity: int) -> Booleans:
    kept = class_sizes(labels, rows) >= k
    for column in sensitive:
        kept &= ~told_of_all(labels, column, diversity)
    return np.asarray(kept, bool)


def _closed(kept: Booleans, labels: Sequence[Labels], already: Sequence[Labels], k: int) -> Booleans:
    """Return fewer rows, so that being left out now does not give away who earlier extracts told of.

    A class of an earlier extract of which fewer than k are left out goes out of this one as a whole.
    """
    earlier = _numbers(already)
    while True:
        now = [np.where(kept, one, UNRELEASED) for one in labels]
        exposed = ~kept & (class_sizes([*now, *already], len(kept)) < k)
        fewer = kept & ~np.isin(earlier, earlier[exposed])
        if (fewer == kept).all():
            return kept
        kept = np.asarray(fewer, bool)


def _different(number: Whole, column: Floats) -> Whole:
    """Return per class how many different known values a column has; a class with none known has nothing to tell."""
    classes = int(number.max()) + 1 if len(number) else 0
    known = np.isfinite(column)
    pairs = np.unique(np.column_stack([number[known].astype(float), column[known]]), axis=0)
    many = np.bincount(pairs[:, 0].astype(np.int64), minlength=classes)
    return np.where(many == 0, np.iinfo(np.int64).max, many)


def _numbers(labels: Sequence[Labels]) -> Whole:
    """Return per row, shape (n,), the number of its class."""
    number: Whole = np.zeros(len(labels[0]), dtype=np.int64)
    for column in labels:
        _, code = np.unique(column, return_inverse=True)
        _, number = np.unique(number * (int(code.max(initial=0)) + 1) + code, return_inverse=True)
    return np.asarray(number, dtype=np.int64)


def bands(name: str, values: Floats, widths: Sequence[float]) -> Ladder:
    """Return a ladder of bands of numbers, shape (n,): each width a multiple of the one before, then one for all.

    A label is "from-to" with the upper end not in it; an unknown value has a label of its own.
    """
    levels: list[Labels] = []
    known = np.isfinite(values)
    for width in widths:
        low = np.floor(np.where(known, values, 0) / width) * width
        texts = np.array([f"{one:g}-{one + width:g}" for one in low])
        levels.append(np.where(known, texts, UNKNOWN))
    return Ladder(name, (*levels, np.full(len(values), ALL)))


def classes(name: str, values: Sequence[str | None], coarser: Sequence[Mapping[str, str]] = ()) -> Ladder:
    """Return a ladder of classes: as they are, then each coarser mapping of what they are, then one for all.

    A value that a mapping does not name keeps its own label, which then is a class of its own.
    """
    own = np.array([UNKNOWN if one in (None, "") else str(one) for one in values], dtype=str)
    levels = [own]
    for mapping in coarser:
        levels.append(np.array([mapping.get(one, one) for one in levels[-1]], dtype=str))
    return Ladder(name, (*levels, np.full(len(own), ALL)))
