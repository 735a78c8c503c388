"""An answer as everybody may see it: no row number, no person, and no count so small that it tells of somebody.

Every public page, PDF, bundle and the knowledge base take the answer from here; who did the study sees all of it. Row
numbers and persons go always; small counts go unless the data are made up. A hidden number is None.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace

from wending.effect.rules.answer import Answer, OutcomeAnswer, Part
from wending.effect.rules.answer_public.cells import (
    Key,
    Pair,
    are_counts_told,
    ends_of_flow,
    hidden_counts,
    hidden_rows,
    is_few,
    shown_estimates,
)
from wending.effect.rules.answer_public.checks import Known, public_check
from wending.effect.rules.answer_public.findings import public_findings
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimate, Finding

HIDDEN = Finding("small-counts-hidden", is_grave=False)


def public_answer(answer: Answer) -> Answer:
    """Return an answer without what may not go out; one that is public already stays as it is."""
    if answer.hides_few:
        return answer
    hide = not answer.made.is_synthetic
    are_told = are_counts_told(answer)
    hidden = hidden_counts(answer, are_told) if hide else set()
    return replace(
        answer,
        counts=tuple((name, None if (name, count) in hidden else count) for name, count in answer.counts),
        outcomes=tuple(
            _public_outcome(answer, one, hidden, hide, is_told)
            for one, is_told in zip(answer.outcomes, are_told, strict=True)
        ),
        parts=tuple(replace(one, findings=public_findings(one.findings, hide_few=hide)) for one in answer.parts),
        findings=public_findings(answer.findings, hide_few=hide),
        hides_few=hide,
    )


def _public_outcome(
    answer: Answer, one: OutcomeAnswer, hidden: Collection[Key], hide: bool, is_told: bool
) -> OutcomeAnswer:
    told = replace(
        one,
        parts=tuple(replace(each, findings=public_findings(each.findings, hide_few=hide)) for each in one.parts),
        findings=public_findings(one.findings, hide_few=hide),
    )
    if not hide or not one.estimates:
        return told
    if not is_told:
        checks = tuple(replace(each, figures=(), columns=(), rows=()) for each in one.checks)
        return replace(told, estimates=tuple(map(_without_people, one.estimates)), checks=checks)
    first = one.estimates[0]
    is_offer = answer.plan.design is Design.INSTRUMENT
    known = Known((first.treated, first.compared), ends_of_flow(one), hidden, is_offer)
    estimates = shown_estimates(one)
    others = {
        each.planned.horizon
        for each, is_shown in zip(answer.outcomes, are_counts_told(answer), strict=True)
        if not is_shown and each.planned.outcome == one.planned.outcome
    }
    return replace(
        told,
        estimates=estimates,
        checks=tuple(public_check(check, known) for check in one.checks),
        parts=tuple(_public_part(each, known.known, others) for each in told.parts),
        findings=told.findings if len(estimates) == len(one.estimates) else (*told.findings, HIDDEN),
    )


def _without_people(one: Estimate) -> Estimate:
    return Estimate(**asdict(one) | {"treated": None, "compared": None, "effective": None})


def _public_part(part: Part, known: Pair, untold: Collection[int]) -> Part:
    """Return a part without rows of few people, and without those from which such a row can be reckoned back.

    untold: horizons of which it is not told how many people there were.
    """
    if part.code == "groups":
        return _groups(part, known)
    if part.code == "course":
        # A share of people in all its decimals tells of how many.
        return replace(
            part,
            rows=tuple(
                (row[0], round(row[1], 2) if isinstance(row[1], float) else None, *row[2:5], None)
                if row[0] in untold
                else row
                for row in part.rows
            ),
        )
    if part.code == "expansion":
        # Of those asked only a few were left out: how many it rests on is not told.
        rows = tuple(
            (None, *row[1:]) if is_few(_whole(row[1]) - _whole(row[0])) else row for row in part.rows
        )  # fmt: skip
        return replace(part, rows=rows)
    return part


def _groups(part: Part, known: Pair) -> Part:
    """Hide groups and the rest that were too few for an estimate: all less the groups shown is that rest."""
    hidden: set[tuple[str, str]] = set()
    for covariate in {str(row[0]) for row in part.rows}:
        rows = {str(row[1]): (_whole(row[2]), _whole(row[3])) for row in part.rows if row[0] == covariate}
        hidden |= {(covariate, name) for name in hidden_rows(rows, known, is_rest_shown=False)}
    if not hidden:
        return part
    shown = tuple((*row[:2], *(None for _ in row[2:])) if (row[0], row[1]) in hidden else row for row in part.rows)
    return replace(part, rows=shown, findings=(*part.findings, HIDDEN))


def _whole(cell: object) -> int:
    return round(cell) if isinstance(cell, int | float) else 0
