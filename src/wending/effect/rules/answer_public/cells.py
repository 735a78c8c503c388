"""Which counts of an answer stay hidden: the small ones, and those from which a small one can be reckoned back.

Hiding is that of the dashboards (`rules.suppression`), on the sums that a reader of a report can make.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from wending.effect.rules.answer import Answer, OutcomeAnswer
from wending.effect.rules.suppression import safe_cells
from wending.engine.estimation.check import Cell, Check, Code
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimate
from wending.kit.small_cells import SMALLEST, Total, hidden_cells

ARMS = ("treated", "compared")
# People of one arm with their number, or those who were lost between two such.
Key = tuple[str, int | str]
# People of the treated and of the compared.
Pair = tuple[int, int]
# No class has such a name.
ALL, REST = "\0all", "\0rest"


def is_few(count: float) -> bool:
    """Say whether so many people, or that large a difference between two counts of people, is too small to show."""
    return 0 < round(count) < SMALLEST


def shown_estimates(one: OutcomeAnswer) -> tuple[Estimate, ...]:
    """Return the registered estimate, and of the others those whose people differ from it by none or by enough.

    An effect with and without a few tells of those few.
    """
    kept: list[Estimate] = []
    for each in one.estimates:
        pairs = [(getattr(each, arm), getattr(other, arm)) for other in kept for arm in ARMS]
        if not any(is_few(abs(count - other)) for count, other in pairs):
            kept.append(each)
    return tuple(kept)


def are_counts_told(answer: Answer) -> tuple[bool, ...]:
    """Say per outcome whether the people of its registered estimate are told.

    Those of the primary one are: without them there is no answer. Of another they are not when they differ by a few
    from what is told: outcomes are known of nearly the same people.
    """
    shown = {arm: {getattr(one.estimates[0], arm) for one in [answer.primary] if one.estimates} for arm in ARMS}
    told = []
    for one in answer.outcomes:
        is_told = bool(one.estimates)
        if one is not answer.primary and one.estimates:
            own = {arm: getattr(one.estimates[0], arm) for arm in ARMS}
            is_told = not any(is_few(abs(own[arm] - count)) for arm in ARMS for count in shown[arm])
            if is_told:
                shown = {arm: counts | {own[arm]} for arm, counts in shown.items()}
        told.append(is_told)
    return tuple(told)


def hidden_counts(answer: Answer, are_told: Sequence[bool]) -> set[Key]:
    """Return the cells of `counts` and of the tables of who was lost that stay hidden; those told are shown."""
    cells: dict[Key, int] = {}
    totals: list[Total[Key]] = []
    # One unit beside a made-up twin is named in the plan, and is no person.
    is_one_unit = answer.plan.design is Design.SYNTHETIC_CONTROL
    chains = [] if is_one_unit else [column for one in answer.outcomes for column in _columns(one)]
    counts: list[Key] = [(name, count) for name, count in answer.counts if count]
    numbers = [count for _name, count in answer.counts if count]
    cells |= dict(zip(counts, numbers, strict=True))
    if len(numbers) > 1 and numbers[0] == sum(numbers[1:]):
        totals.append((counts[0], tuple(counts[1:])))
    else:
        chains.append(counts)
    told: set[Key] = {
        (arm, getattr(one.estimates[0], arm))
        for one, is_told in zip(answer.outcomes, are_told, strict=True)
        if is_told
        for arm in ARMS
    }
    for chain in chains:
        kept = {key: key[1] for key in chain if isinstance(key[1], int) and key[1]}
        cells |= kept
        # Every two steps: what was lost over two small steps may still be small.
        for before, after in combinations(kept, 2):
            lost = cells[before] - cells[after]
            if lost > 0:
                gone: Key = ("lost", f"{before} {after}")
                cells[gone] = lost
                totals.append((before, (after, gone)))
    return hidden_cells(cells, totals, kept=[key for key in cells if key in told]) - told


def flow_of(one: OutcomeAnswer) -> Check | None:
    """Return the table of who was lost, None where it has another form."""
    check = next((check for check in one.checks if check.code is Code.FLOW), None)
    return check if check is not None and set(ARMS) <= set(check.columns) else None


def ends_of_flow(one: OutcomeAnswer) -> tuple[Pair, ...]:
    """Return the people at the first and at the last step, by arm; nothing where it is not told."""
    check = flow_of(one)
    if check is None or not check.rows:
        return ()
    found = []
    for row in (check.rows[0], check.rows[-1]):
        own, other = (row[check.columns.index(arm)] for arm in ARMS)
        if not isinstance(own, int | float) or not isinstance(other, int | float):
            return ()
        found.append((int(own), int(other)))
    return tuple(found)


def key_of(arm: str, cell: Cell) -> Key:
    """Return the cell of a count. Of an arm the same count at two steps is one cell: nobody was lost between them."""
    return (arm, int(cell) if isinstance(cell, int | float) else "")


def _columns(one: OutcomeAnswer) -> list[list[Key]]:
    check = flow_of(one)
    if check is None:
        return []
    return [[key_of(arm, row[check.columns.index(arm)]) for row in check.rows] for arm in ARMS]


def hidden_rows(rows: Mapping[str, Pair], whole: Pair, *, is_rest_shown: bool) -> set[str]:
    """Return the names of rows that stay hidden, where each is a part of `whole` and no two share people.

    A row is hidden with both its arms. What the rows leave of the whole can be reckoned by everybody; is_rest_shown: it
    is a class too when nobody is in it (zero is told as well), else it is there only with people in it.
    """
    left = (whole[0] - sum(own for own, _ in rows.values()), whole[1] - sum(other for _, other in rows.values()))
    if min(left) < 0:
        return set(rows)
    parts = dict(rows) | ({REST: left} if is_rest_shown or max(left) else {})
    hidden: set[str] = set()
    while True:
        before = set(hidden)
        # One arm after the other: a row that the first hides may do for the second as well.
        for place in (0, 1):
            cells = {name: pair[place] for name, pair in parts.items()} | {ALL: whole[place]}
            hidden |= safe_cells(cells, [(ALL, tuple(parts))], also=hidden, kept=[ALL]) - {ALL}
        if hidden == before:
            return {name for name in hidden if name in rows}
