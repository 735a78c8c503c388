"""Findings as everybody may see them: no row number, no person, and "<10" for a small count of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wending.effect.rules.tables import COLUMNS
from wending.engine.estimation.terms import Finding
from wending.kit.small_cells import SMALLEST

FEW = f"<{SMALLEST}"
# Findings of which the first figures are a table or file, a column and a count; what follows are rows.
_OF_FILES = ("file-", "cell-", "code-")
# Findings that count people (or units, which may be people), and how many of their first figures say nothing of one.
_OF_PEOPLE = {
    "covariate-after-exposure": 2,
    "covariate-mixed": 3,
    "covariate-unknown": 2,
    "cluster-unknown": 2,
    "event-before-start": 1,
    "everybody-did-as-offered": 1,
    "group-unknown": 2,
    "instrument-unknown": 1,
    "kind-unknown": 1,
    "measured-unknown": 1,
    "no-overlap": 2,
    "nobody-in-population": 1,
    "outcome-after-waiting-ended": 2,
    "outcome-not-finite": 1,
    "outcome-partly-unknown": 2,
    "panel-not-balanced": 1,
    "receipt-unknown": 1,
    "running-unknown": 1,
    "start-differs-within-unit": 1,
    "too-few-answers": 1,
    "too-few-compared": 2,
    "too-few-events": 2,
    "too-few-near-cutoff": 2,
    "too-few-of-approach": 3,
    "too-few-to-match": 2,
    "too-few-treated": 2,
    "too-few-with-common-support": 3,
    "treated-after-the-end": 1,
    "treated-from-the-start": 1,
    "treated-not-yes-no": 1,
    "unit-period-twice": 1,
    "unit-twice": 1,
    "units-never-known": 1,
    "units-partly-seen": 2,
    "without-common-support": 2,
}


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


def public_findings(found: Iterable[Finding], *, hide_few: bool) -> tuple[Finding, ...]:
    """Return findings as `public_finding` does each."""
    return tuple(public_finding(one, hide_few=hide_few) for one in found)


def _is_few(one: object) -> bool:
    return isinstance(one, int | float) and 0 < one < SMALLEST
