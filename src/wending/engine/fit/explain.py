"""From scores to an explained match: what matches, what is missing, how big the step is, what one skill would change.

Numbers and codes only; wording is for pages.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit.credit import VIA_BROADER, VIA_NARROWER, VIA_RELATION, VIA_SELF
from wending.engine.fit.data import Floats
from wending.engine.fit.effort import effort
from wending.engine.fit.match import Counterfactual, Doubt, Match, MatchedSkill, MissingSkill, Via
from wending.engine.fit.scores import SKILL_PARTS, Scores, part_values
from wending.engine.fit.wishes import conflicts

FEW_SKILLS, FEW_NEEDS, LOW_CERTAINTY = 5, 5, 0.6
# This many certain skills make half of what skills can tell.
SKILLS_HALF = 5.0
VIAS = {VIA_SELF: Via.SELF, VIA_NARROWER: Via.NARROWER, VIA_BROADER: Via.BROADER, VIA_RELATION: Via.RELATION}


def explain_all(scores: Scores, numbers: NDArray[np.int64], allowed: NDArray[np.bool_]) -> list[Match]:
    """Return the match of each given occupation, in that order; places are among the allowed occupations."""
    about_person = person_doubts(scores)
    skill_evidence = evidence(scores)
    places = scores.places(scores.totals, numbers, allowed)
    with_skill: dict[int, Floats] = {}
    return [
        _explain(scores, int(number), int(place), allowed, about_person, skill_evidence, with_skill)
        for number, place in zip(numbers, places, strict=True)
    ]


def _explain(
    scores: Scores,
    number: int,
    place: int,
    allowed: NDArray[np.bool_],
    about_person: tuple[Doubt, ...],
    skill_evidence: float,
    with_skill: dict[int, Floats],
) -> Match:
    index = scores.index
    needed, shares, is_essential = index.needs_.of(number)
    essential, essential_shares = _row(index.needs_.essential, number)
    covered = scores.covered.amount
    missing_essential = max(0.0, 1.0 - float(essential_shares @ covered[essential])) if len(essential) else 0.0
    low, own_level = float(index.level_low_[number]), scores.profile.level
    gap = None if own_level is None or np.isnan(low) else low - own_level
    missing = np.flatnonzero(scores.strengths[needed] == 0)
    missing = missing[np.lexsort((needed[missing], -shares[missing]))]
    return Match(
        occupation=index.occupations_[number],
        place=place,
        total=float(scores.totals[number]),
        parts=part_values(scores.parts[number]),
        matched=_matched(scores, needed, shares, is_essential),
        missing=_missing(scores, needed[missing], shares[missing], is_essential[missing]),
        effort=effort(missing_essential, gap),
        missing_essential=missing_essential,
        level_gap=gap,
        counterfactual=_counterfactual(scores, number, needed[missing], allowed, with_skill),
        confidence=confidence(scores, number, skill_evidence),
        doubts=about_person + _occupation_doubts(scores, number, len(needed)),
        conflicts=conflicts(scores.wishes, number),
    )


def _matched(
    scores: Scores, needed: NDArray[np.int32], shares: Floats, is_essential: NDArray[np.bool_]
) -> tuple[MatchedSkill, ...]:
    skills, groups = scores.index.skills_, scores.index.skill_groups_
    covered = scores.covered.amount[needed]
    found = np.flatnonzero(covered > 0)
    found = found[np.lexsort((needed[found], -(shares * covered)[found]))]
    return tuple(
        MatchedSkill(
            skills[skill],
            skills[own],
            essential,
            share,
            amount,
            VIAS.get(via, Via.GROUP),
            groups[via] if via >= 0 else None,
        )
        for skill, own, essential, share, amount, via in zip(
            needed[found].tolist(),
            scores.covered.own[needed[found]].tolist(),
            is_essential[found].tolist(),
            shares[found].tolist(),
            covered[found].tolist(),
            scores.covered.via[needed[found]].tolist(),
            strict=True,
        )
    )


def _missing(
    scores: Scores, needed: NDArray[np.int32], shares: Floats, is_essential: NDArray[np.bool_]
) -> tuple[MissingSkill, ...]:
    skills, covered = scores.index.skills_, scores.covered.amount[needed]
    return tuple(
        MissingSkill(skills[skill], essential, share, amount)
        for skill, essential, share, amount in zip(
            needed.tolist(), is_essential.tolist(), shares.tolist(), covered.tolist(), strict=True
        )
    )


def _counterfactual(
    scores: Scores,
    number: int,
    missing: NDArray[np.int32],
    allowed: NDArray[np.bool_],
    with_skill: dict[int, Floats],
) -> Counterfactual | None:
    """Return what the missing skill that weighs most for this occupation would change; None when nothing is missing."""
    if not len(missing):
        return None
    gains = np.zeros(len(missing))
    for weight, matrix in zip(
        scores.weights, (scores.index.needs_.essential, scores.index.needs_.optional), strict=False
    ):
        columns, shares = _row(matrix, number)
        gains += weight * _lookup(columns, shares, missing)
    columns, shares = _row(scores.index.needs_.whole, number)
    gains += scores.weights[2] * _lookup(columns, shares, missing) * (1 - scores.covered.amount[missing])
    skill = int(missing[np.argmax(gains)])
    if skill not in with_skill:
        with_skill[skill] = scores.totals_with(skill)
    totals = with_skill[skill]
    better = allowed & ((totals > totals[number]) | ((totals == totals[number]) & (np.arange(len(totals)) < number)))
    return Counterfactual(scores.index.skills_[skill], int(better.sum()) + 1, float(totals[number]))


def evidence(scores: Scores) -> float:
    """Return in 0..1 how much the skills can tell: 1 - 2 ** (-sum of strengths / SKILLS_HALF)."""
    return float(1 - 0.5 ** (scores.strengths.sum() / SKILLS_HALF))


def confidence(scores: Scores, number: int, skill_evidence: float) -> float:
    """Return the share of the weight that is known, skill parts counting for the evidence of the skills (0..1)."""
    known = ~np.isnan(scores.parts[number])
    sure = known.astype(float)
    sure[:SKILL_PARTS] *= skill_evidence
    return float(sure @ scores.weights / scores.weights.sum())


def person_doubts(scores: Scores) -> tuple[Doubt, ...]:
    """Return what makes every answer to this person less certain."""
    profile, index = scores.profile, scores.index
    held = int((scores.strengths > 0).sum())
    certainties = [skill.certainty for skill in profile.skills]
    found = {
        Doubt.NO_SKILLS: held == 0,
        Doubt.FEW_SKILLS: 0 < held < FEW_SKILLS,
        Doubt.LOW_CERTAINTY: bool(certainties) and sum(certainties) / len(certainties) < LOW_CERTAINTY,
        Doubt.UNKNOWN_SKILLS: any(skill.uri not in index.skill_numbers_ for skill in profile.skills),
        Doubt.NO_LEVEL: profile.level is None,
        Doubt.NO_INTERESTS: profile.riasec is None,
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def _occupation_doubts(scores: Scores, number: int, needs: int) -> tuple[Doubt, ...]:
    index = scores.index
    found = {
        Doubt.OCCUPATION_FEW_SKILLS: needs < FEW_NEEDS,
        Doubt.OCCUPATION_LEVEL_ESTIMATED: bool(index.is_level_estimated_[number]),
        Doubt.OCCUPATION_LEVEL_UNKNOWN: bool(np.isnan(index.level_low_[number])),
        Doubt.OCCUPATION_INTERESTS_UNKNOWN: bool(np.isnan(index.riasec_[number]).any()),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def _row(matrix: object, number: int) -> tuple[NDArray[np.int32], Floats]:
    part = slice(matrix.indptr[number], matrix.indptr[number + 1])  # type: ignore[attr-defined]
    return matrix.indices[part], matrix.data[part]  # type: ignore[attr-defined]


def _lookup(columns: NDArray[np.int32], shares: Floats, wanted: NDArray[np.int32]) -> Floats:
    if not len(columns):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(columns, wanted), len(columns) - 1)
    return np.where(columns[at] == wanted, shares[at], 0.0)
