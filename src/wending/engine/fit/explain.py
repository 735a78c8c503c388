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
from wending.engine.fit.scores import RELATED, SKILL_PARTS, Scores, part_values
from wending.engine.fit.wishes import conflicts

FEW_SKILLS, FEW_NEEDS, LOW_CERTAINTY = 5, 5, 0.6
# This many certain skills make half of what skills can tell.
SKILLS_HALF = 5.0
VIAS = {VIA_SELF: Via.SELF, VIA_NARROWER: Via.NARROWER, VIA_BROADER: Via.BROADER, VIA_RELATION: Via.RELATION}


def explain_all(scores: Scores, numbers: NDArray[np.int64], allowed: NDArray[np.bool_]) -> list[Match]:
    """Return the match of each given occupation, in that order; places are among the allowed occupations."""
    explainer = Explainer(scores, allowed)
    places = scores.places(scores.totals, numbers, allowed)
    return [explainer.match(int(number), int(place)) for number, place in zip(numbers, places, strict=True)]


class Explainer:
    """Explain occupations to one person, doing once what is the same for all of them."""

    def __init__(self, scores: Scores, allowed: NDArray[np.bool_]) -> None:
        """Keep the scores and which occupations (n) take part."""
        self._scores, self._allowed = scores, allowed
        self._doubts, self._evidence = person_doubts(scores), evidence(scores)
        self._totals_with: dict[int, Floats] = {}

    def match(self, number: int, place: int) -> Match:
        """Return the explained match of one occupation."""
        scores, index = self._scores, self._scores.index
        needed, shares, is_essential = index.needs_.of(number)
        covered = scores.covered.amount[needed]
        essential = float(shares[is_essential].sum())
        missing_essential = 1 - float((shares * covered)[is_essential].sum()) / essential if essential > 0 else 0.0
        missing_essential = min(1.0, max(0.0, missing_essential))
        low = None if np.isnan(index.level_low_[number]) else float(index.level_low_[number])
        own_level = scores.profile.level
        gap = None if own_level is None or low is None else low - own_level
        # The skills of one occupation are in order of number: a stable sort leaves equals so.
        missing = np.flatnonzero(scores.strengths[needed] == 0)
        missing = missing[np.argsort(-shares[missing], kind="stable")]
        return Match(
            occupation=index.occupations_[number],
            place=place,
            total=float(scores.totals[number]),
            parts=part_values(scores.parts[number]),
            matched=_matched(scores, needed, shares, is_essential, covered),
            missing=tuple(
                map(
                    MissingSkill,
                    [index.skills_[skill] for skill in needed[missing].tolist()],
                    is_essential[missing].tolist(),
                    shares[missing].tolist(),
                    covered[missing].tolist(),
                )
            ),
            effort=effort(missing_essential, gap, low),
            missing_essential=missing_essential,
            level_gap=gap,
            counterfactual=self._counterfactual(number, needed, shares, is_essential, covered, missing),
            confidence=confidence(scores, number, self._evidence),
            doubts=self._doubts + _occupation_doubts(scores, number, len(needed)),
            conflicts=conflicts(scores.wishes, number),
        )

    def _counterfactual(
        self,
        number: int,
        needed: NDArray[np.int32],
        shares: Floats,
        is_essential: NDArray[np.bool_],
        covered: Floats,
        missing: NDArray[np.int64],
    ) -> Counterfactual | None:
        """Return what the missing skill that weighs most here would change; None when nothing is missing."""
        if not len(missing):
            return None
        weights, essential = self._scores.weights, float(shares[is_essential].sum())
        by_kind = np.where(is_essential, weights[0] / (essential or 1.0), weights[1] / ((1 - essential) or 1.0))
        gains = shares * (by_kind + weights[RELATED] * (1 - covered))
        skill = int(needed[missing[np.argmax(gains[missing])]])
        if skill not in self._totals_with:
            self._totals_with[skill] = self._scores.totals_with(skill)
        totals = self._totals_with[skill]
        own = totals[number]
        better = int((self._allowed & (totals > own)).sum())
        better += int((self._allowed[:number] & (totals[:number] == own)).sum())
        return Counterfactual(self._scores.index.skills_[skill], better + 1, float(own))


def _matched(
    scores: Scores, needed: NDArray[np.int32], shares: Floats, is_essential: NDArray[np.bool_], covered: Floats
) -> tuple[MatchedSkill, ...]:
    skills, groups = scores.index.skills_, scores.index.skill_groups_
    found = np.flatnonzero(covered > 0)
    found = found[np.argsort(-(shares * covered)[found], kind="stable")]
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
