"""An answer as everybody may see it: no row number, no person, and no count so small that it tells of somebody.

Every public page, PDF, bundle and the knowledge base take the answer from here. Row numbers and persons go always;
small counts go unless the data are made up. A hidden count is None, and "<10" in a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from wending.effect.rules.answer import Answer, OutcomeAnswer
from wending.effect.rules.tables import COLUMNS
from wending.engine.estimation.check import Check, Code
from wending.engine.estimation.terms import Finding
from wending.kit.small_cells import SMALLEST, Total, hidden_cells

FEW = f"<{SMALLEST}"
ARMS = ("treated", "compared")
# A count by its name, or people who were lost between two of them.
Key = tuple[str, int | str | None]
# Findings of which the first figures are a table or file, a column and a count; what follows are rows.
_OF_FILES = ("file-", "cell-", "code-")
# Findings that count people, and how many of their first figures say nothing of a person.
_OF_PEOPLE = {
    "covariate-after-exposure": 2,
    "covariate-unknown": 2,
    "cluster-unknown": 2,
    "outcome-partly-unknown": 2,
    "outcome-not-finite": 1,
    "treated-not-yes-no": 1,
    "measured-unknown": 1,
    "instrument-unknown": 1,
    "outcome-after-waiting-ended": 1,
    "too-few-treated": 2,
    "too-few-compared": 2,
    "too-few-answers": 1,
}


def public_answer(answer: Answer) -> Answer:
    """Return an answer without what may not go out; one that is public already stays as it is."""
    hide = not answer.made.is_synthetic
    hidden = _hidden(answer) if hide and not _has_hidden(answer) else set()
    counts = tuple((name, None if _key(name, count) in hidden else count) for name, count in answer.counts)
    return replace(
        answer,
        counts=counts,
        outcomes=tuple(_public_outcome(one, hidden, hide) for one in answer.outcomes),
        parts=tuple(replace(one, findings=_public(one.findings, hide)) for one in answer.parts),
        findings=_public(answer.findings, hide),
    )


def _has_hidden(answer: Answer) -> bool:
    """Say whether counts were hidden already: to hide again would hide more than another who does it once."""
    flows = [row for one in answer.outcomes for column in _columns(one) for row in column]
    return any(count is None for _name, count in answer.counts) or any(key[1] is None for key in flows)


def public_finding(finding: Finding, *, hide_few: bool) -> Finding:
    """Return a finding without row numbers and persons; with `hide_few` also without small counts of people."""
    about = finding.about
    if (about and about[0] in COLUMNS) or finding.code.startswith(_OF_FILES):
        about = about[:3]
        counts = about[2:]
    elif finding.code in _OF_PEOPLE:
        about = about[: _OF_PEOPLE[finding.code]]
        counts = about
    else:
        return finding
    if hide_few:
        shown = tuple(FEW if _is_few(one) else one for one in counts)
        about = (*about[: len(about) - len(counts)], *shown)
    return replace(finding, about=about)


def _public(found: Iterable[Finding], hide: bool) -> tuple[Finding, ...]:
    return tuple(public_finding(one, hide_few=hide) for one in found)


def _is_few(one: object) -> bool:
    return isinstance(one, int | float) and 0 < one < SMALLEST


def _public_outcome(one: OutcomeAnswer, hidden: set[Key], hide: bool) -> OutcomeAnswer:
    flow = next((check for check in one.checks if check.code is Code.FLOW), None)
    is_masked = flow is not None and any(cell in hidden for row in _flow(flow) for cell in row)
    return replace(
        one,
        checks=tuple(_public_check(check, hidden, is_masked) for check in one.checks),
        parts=tuple(replace(each, findings=_public(each.findings, hide)) for each in one.parts),
        findings=_public(one.findings, hide),
    )


def _public_check(check: Check, hidden: set[Key], is_masked: bool) -> Check:
    if not is_masked or check.code not in {Code.FLOW, Code.MISSING}:
        return check
    # The share that was lost of a shown count gives the hidden one back.
    figures = tuple((name, figure) for name, figure in check.figures if not name.startswith("unknown"))
    if check.code is Code.MISSING:
        return replace(check, figures=figures)
    places = {check.columns.index(arm): arm for arm in ARMS}
    rows = tuple(
        tuple(
            None if place in places and _key(places[place], cell) in hidden else cell for place, cell in enumerate(row)
        )
        for row in check.rows
    )
    return replace(check, figures=figures, rows=rows)


def _key(name: str, count: object) -> Key:
    """Return the cell of a count. Of an arm the same count at two steps is one cell: nobody was lost between them."""
    return (name, int(count)) if isinstance(count, int | float) else (name, None)


def _flow(check: Check) -> list[list[Key]]:
    """Return the cells of every step, by arm in the order of `ARMS`; none where the table is another one."""
    if not set(ARMS) <= set(check.columns):
        return []
    places = [check.columns.index(arm) for arm in ARMS]
    return [[_key(arm, row[place]) for arm, place in zip(ARMS, places, strict=True)] for row in check.rows]


def _hidden(answer: Answer) -> set[Key]:
    """Return the cells of `counts` and of the tables of who was lost that stay hidden; that there are none is told."""
    cells: dict[Key, int] = {}
    totals: list[Total[Key]] = []
    chains = [column for one in answer.outcomes for column in _columns(one)]
    counts: list[Key] = [_key(name, count) for name, count in answer.counts if count]
    numbers = [count for _name, count in answer.counts if count]
    cells |= dict(zip(counts, numbers, strict=True))
    if len(numbers) > 1 and numbers[0] == sum(numbers[1:]):
        totals.append((counts[0], tuple(counts[1:])))
    elif len(numbers) == len(answer.counts):
        chains.append(counts)
    for chain in chains:
        kept = {key: key[1] for key in chain if isinstance(key[1], int) and key[1]}
        cells |= kept
        for before, after in pairwise(kept):
            lost = cells[before] - cells[after]
            if lost > 0:
                gone: Key = ("lost", f"{before} {after}")
                cells[gone] = lost
                totals.append((before, (after, gone)))
    told = {_key(arm, getattr(each, arm)) for one in answer.outcomes for each in one.estimates for arm in ARMS}
    return hidden_cells(cells, totals, kept=[key for key in cells if key in told])


def _columns(one: OutcomeAnswer) -> list[list[Key]]:
    check = next((check for check in one.checks if check.code is Code.FLOW), None)
    return [list(column) for column in zip(*_flow(check), strict=True)] if check is not None else []
