"""Checks as everybody may see them: a table or figure that tells a small count of people loses it.

Shares and means are looked at as counts: a share of a known number of people is one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from wending.effect.rules.answer_public.cells import ARMS, Key, Pair, hidden_rows, is_few, key_of
from wending.engine.estimation.check import Cell, Check, Code
from wending.kit.small_cells import SMALLEST

# Columns of counts in checks of any design, and figures that follow from who was lost.
COUNTS = ("below", "above", "people", "units")
LOST = "unknown-"
# The most and the least of a chance are of one person each.
OF_ONE = ("lowest-treated", "highest-compared")


@dataclass(frozen=True)
class Known:
    """What a reader knows of one outcome: people whose outcome is known, and those at the ends of the flow, by arm.

    hidden: cells that stay hidden. is_offer: that the lot or rule fell on another thing than who is treated.
    """

    known: Pair
    ends: tuple[Pair, ...]
    hidden: Collection[Key]
    is_offer: bool = False

    def is_hidden(self, ends: Sequence[Pair]) -> bool:
        """Say whether an arm at one of these ends of the flow is hidden."""
        return any(
            key_of(arm, count) in self.hidden for end in ends for arm, count in zip(ARMS, end, strict=True)
        )  # fmt: skip


def public_check(check: Check, known: Known) -> Check:
    """Return a check without what tells a small count."""
    changed = _BY_CODE.get(check.code, _counts_only)(check, known)
    return changed if check.code is Code.FLOW else _counts_only(changed, known)


def _flow(check: Check, known: Known) -> Check:
    if not set(ARMS) <= set(check.columns):
        return check
    places = {check.columns.index(arm): arm for arm in ARMS}
    rows = tuple(
        tuple(
            None if place in places and key_of(places[place], cell) in known.hidden else cell
            for place, cell in enumerate(row)
        )
        for row in check.rows
    )
    # The share that was lost of a shown count gives the hidden one back.
    hides = any(None in (rows[step][place] for place in places) for step in (0, -1)) if rows else False
    return replace(check, rows=rows, figures=_without_lost(check) if hides else check.figures)


def _without_lost(check: Check) -> tuple[tuple[str, float], ...]:
    return tuple((name, figure) for name, figure in check.figures if not name.startswith(LOST) and name not in ARMS)


def _missing(check: Check, known: Known) -> Check:
    figures = dict(check.figures)
    if "unit-periods" in figures:
        gone = figures["unit-periods"] - figures["known"]
        return replace(check, figures=()) if is_few(gone) else check
    if not check.columns:
        lost = [figures.get(f"{LOST}{arm}", 0.0) * many for arm, many in zip(ARMS, known.known, strict=True)]
        return replace(check, figures=_without_lost(check)) if any(map(is_few, lost)) else check
    # All in it (slopes over deltas, bounds, how far to tipping) follows from the shares that are unknown.
    return replace(check, figures=(), columns=(), rows=()) if known.is_hidden(known.ends) else check


def _balance(check: Check, known: Known) -> Check:
    """Hide classes with few people in an arm, and enough others. Classes of a covariate are rows `name:class`."""
    if "offered" in check.columns:
        # Of everybody to whom the lot fell, known or not.
        if known.is_offer or known.is_hidden(known.ends[:1]):
            return _differences_only(check)
        whole, means = (*known.ends, known.known)[0], ("offered", "not-offered")
    elif "mean-treated" in check.columns:
        whole, means = known.known, ("mean-treated", "mean-compared-before")
    else:
        return check
    own, other = (check.columns.index(name) for name in means)
    by_covariate: dict[str, dict[str, Pair]] = {}
    for row in check.rows:
        name, shares = str(row[0]), (_number(row[own]), _number(row[other]))
        if all(0 <= share <= 1 for share in shares):
            pair = (round(shares[0] * whole[0]), round(shares[1] * whole[1]))
            by_covariate.setdefault(_covariate(name), {})[name] = pair
    hidden = {
        name for rows in by_covariate.values() for name in hidden_rows(rows, whole, is_rest_shown=True)
    }  # fmt: skip
    return replace(check, rows=_emptied(check.rows, hidden))


def _differences_only(check: Check) -> Check:
    """Leave the differences in spreads, to two decimals: from means and their errors the people can be reckoned."""
    figures = tuple((name, figure) for name, figure in check.figures if name != "units")
    place = check.columns.index("standardised-difference")
    rows = []
    for row in check.rows:
        cells: list[Cell] = [row[0], *(None for _ in row[1:])]
        told = row[place]
        cells[place] = round(told, 2) if isinstance(told, float) else None
        rows.append(tuple(cells))
    return replace(check, figures=figures, rows=tuple(rows))


def _covariate(name: str) -> str:
    """Return of which covariate a row is: who it is unknown of (`age:?`) is no class of a number (`age`)."""
    head, colon, _rest = name.partition(":")
    return f"{head}:" if colon else head


def _emptied(rows: Sequence[tuple[Cell, ...]], hidden: Collection[str]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((row[0], *(None for _ in row[1:])) if row[0] in hidden else row for row in rows)


def _overlap(check: Check, known: Known) -> Check:
    """Join bins until each has nobody or enough people of an arm, and leave out figures of a few."""
    if "from" not in check.columns:
        return check
    many = max(known.known)
    figures = tuple(
        (name, figure)
        for name, figure in check.figures
        if name not in OF_ONE
        and not (name.endswith("left-out") and is_few(figure))
        and not (name == "outside-support" and any(is_few(figure * count) for count in (*known.known, many)))
    )
    places = [check.columns.index(arm) for arm in ARMS]
    joined: list[tuple[Cell, ...]] = []
    waiting: list[tuple[Cell, ...]] = []
    for row in check.rows:
        waiting.append(row)
        if _is_safe(_joined(waiting), places, known.known):
            joined.append(_joined(waiting))
            waiting = []
    while waiting and joined and not _is_safe(_joined(waiting), places, known.known):
        waiting = [joined.pop(), *waiting]
    return replace(check, figures=figures, rows=(*joined, *([_joined(waiting)] if waiting else [])))


def _joined(rows: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """Return bins that lie beside one another as one."""
    sums = [sum(_number(row[place]) for row in rows) for place in range(2, len(rows[0]))]
    return (rows[0][0], rows[-1][1], *sums)


def _is_safe(row: tuple[Cell, ...], places: Sequence[int], known: Pair) -> bool:
    return not any(is_few(_number(row[place]) * many) for place, many in zip(places, known, strict=True))


def _pre_trends(check: Check, known: Known) -> Check:
    """Empty what rests on few units at one time since the start."""
    if "units" not in check.columns:
        return check
    place = check.columns.index("units")
    rows = tuple(
        (row[0], *(None for _ in row[1:])) if _number(row[place]) < SMALLEST else row for row in check.rows
    )  # fmt: skip
    return replace(check, rows=rows)


def _counts_only(check: Check, known: Known) -> Check:
    """Leave out counts that are small, or differ by a small one from another that is shown: one lies in the other."""
    places = [place for place, name in enumerate(check.columns) if name in COUNTS]
    if not places:
        return check
    shown: set[int] = set(known.known)
    rows = []
    for row in check.rows:
        cells = list(row)
        for place in places:
            count = round(_number(row[place]))
            if count < SMALLEST or any(is_few(abs(count - other)) for other in shown):
                cells[place] = None
            else:
                shown.add(count)
        rows.append(tuple(cells))
    return replace(check, rows=tuple(rows))


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


_BY_CODE: Mapping[Code, Callable[[Check, Known], Check]] = {
    Code.FLOW: _flow,
    Code.MISSING: _missing,
    Code.BALANCE: _balance,
    Code.OVERLAP: _overlap,
    Code.PRE_TRENDS: _pre_trends,
}
