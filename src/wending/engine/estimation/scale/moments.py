"""What is added up of a panel: per group of units alike, how many, the sums and the products of their outcomes.

Units are alike when they were first treated in the same period and are seen in the same periods (their *pattern*). Of
each unit the outcome is taken less its own mean. From these sums follow, exactly, two-way fixed effects with errors
clustered by unit, and all group-time effects with their covariances: neither needs the rows again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wending.engine.estimation.scale.engines import Expression, Table
from wending.engine.estimation.scale.panel import Look
from wending.engine.estimation.scale.steps import Steps
from wending.engine.estimation.terms import Booleans, Finding, Floats, NotAnswerable, Whole

# Numbers kept at once, patterns times products: 400 MB.
MOST_NUMBERS = 50_000_000


@dataclass(frozen=True)
class Moments:
    """Per pattern p of units, and T periods: first (P,), seen (P, T), units (P,), mean (P, T) and product (P, T, T).

    mean: of outcome less the unit's own mean, 0 where not seen. product: sum over units of the products of those, each
    less the mean of the pattern. unseen: units without any known outcome, left out of everything.
    """

    periods: tuple[int, ...]
    first: Whole
    seen: Booleans
    units: Whole
    mean: Floats
    product: Floats
    unseen: int = 0

    def where(self, rows: Booleans) -> Moments:
        """Return the patterns for which `rows`, shape (P,), is true."""
        return Moments(
            self.periods, self.first[rows], self.seen[rows], self.units[rows], self.mean[rows], self.product[rows]
        )

    def without(self, pattern: int, period: int) -> Moments:
        """Return the same with one pattern no longer seen in one period (by place), its outcomes centred anew."""
        seen, mean, product = self.seen.copy(), self.mean.copy(), self.product.copy()
        seen[pattern, period] = False
        mask = seen[pattern].astype(float)
        centre = np.diag(mask) - np.outer(mask, mask) / max(mask.sum(), 1)
        mean[pattern] = centre @ mean[pattern]
        product[pattern] = centre @ product[pattern] @ centre
        return Moments(self.periods, self.first, seen, self.units, mean, product, self.unseen)


def moments(panel: Expression, about: Look, steps: Steps) -> Moments:
    """Add up a panel (see `panel.renamed`), part by part.

    Raises:
        NotAnswerable: a unit twice in a period, or treated for the first time in two; too many patterns to keep.
    """
    expressions = [_of_part(part, about) for part in about.parts.of(panel)]
    return _merged(steps.do("moments", expressions), about.periods)


def _of_part(rows: Expression, about: Look) -> Expression:
    """Return first, pattern, units, twice, differs, s0.. and q0_0.. of the units in these rows."""
    import ibis

    many = range(len(about.periods))
    of_period = {
        f"y{place}": rows.outcome.max(where=rows.period == period) for place, period in enumerate(about.periods)
    }
    counted = {"known": rows.outcome.count()}
    if about.known < about.rows:  # a second row of a period may be one whose outcome is unknown
        counted |= {"rows": rows.count(), "apart": rows.period.nunique()}
    units = rows.group_by("unit").aggregate(
        first=rows["first"].min(), last=rows["first"].max(), total=rows.outcome.sum(), **counted, **of_period
    )
    marks = [units[f"y{place}"].notnull() for place in many]
    distinct = _sum(mark.cast("int64") for mark in marks)
    twice = distinct != units.known
    if about.known < about.rows:
        twice = twice | (units.rows != units.apart)
    own = units.total / ibis.ifelse(units.known == 0, 1, units.known)
    alike = units.select(
        first=units["first"],
        pattern=_sum(ibis.ifelse(mark, 1 << place, 0).cast("int64") for place, mark in enumerate(marks)),
        twice=twice.cast("int64"),
        differs=(units["first"] != units["last"]).cast("int64"),
        **{f"y{place}": (units[f"y{place}"] - own).coalesce(0.0) for place in many},
    )
    sums = {f"s{one}": alike[f"y{one}"].sum() for one in many}
    products = {
        f"q{one}_{two}": (alike[f"y{one}"] * alike[f"y{two}"]).sum() for one in many for two in many if two >= one
    }
    return alike.group_by("first", "pattern").aggregate(
        units=alike.count(), twice=alike.twice.sum(), differs=alike.differs.sum(), **sums, **products
    )


def _sum(parts: Any) -> Expression:
    first, *rest = parts
    for part in rest:
        first = first + part
    return first


def _merged(tables: Sequence[Table], periods: tuple[int, ...]) -> Moments:
    """Add the parts in their order, so that the same parts always give the same bits."""
    columns = {
        name: np.concatenate([table[name].to_numpy() for table in tables]).astype(np.int64)
        for name in ("first", "pattern", "units", "twice", "differs")
    }
    found = []
    if columns["twice"].sum():
        found.append(Finding("unit-period-twice", (int(columns["twice"].sum()),)))
    if columns["differs"].sum():
        found.append(Finding("first-differs", (int(columns["differs"].sum()),)))
    many = len(periods)
    keys, place = np.unique(np.column_stack([columns["first"], columns["pattern"]]), axis=0, return_inverse=True)
    place = place.ravel()
    if len(keys) * many**2 > MOST_NUMBERS:
        found.append(Finding("too-many-patterns", (len(keys), MOST_NUMBERS // many**2)))
    if found:
        raise NotAnswerable(tuple(found))
    units = _added(place, columns["units"], len(keys)).astype(np.int64)
    total, product = np.zeros((len(keys), many)), np.zeros((len(keys), many, many))
    for one in range(many):
        total[:, one] = _added(place, _column(tables, f"s{one}"), len(keys))
        for two in range(one, many):
            product[:, one, two] = product[:, two, one] = _added(place, _column(tables, f"q{one}_{two}"), len(keys))
    mean = total / units[:, None]
    product -= units[:, None, None] * mean[:, :, None] * mean[:, None, :]
    seen = (keys[:, 1][:, None] >> np.arange(many)) & 1 == 1
    kept = seen.any(axis=1)
    whole = Moments(periods, keys[:, 0], seen, units, mean, product)
    rest = whole.where(kept)
    return Moments(periods, rest.first, rest.seen, rest.units, rest.mean, rest.product, int(units[~kept].sum()))


def _column(tables: Sequence[Table], name: str) -> Floats:
    return np.concatenate([table[name].to_numpy() for table in tables]).astype(float)


def _added(place: Whole, values: np.ndarray, many: int) -> Floats:
    return np.bincount(place, weights=values, minlength=many).astype(float)
