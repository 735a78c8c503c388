"""One person against all occupations: every part, the totals and the places.

The working state behind a ranking or a gap page; not kept, and nothing in it is worded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit import parts as formulas
from wending.engine.fit.data import Floats
from wending.engine.fit.parts import Coverage
from wending.engine.fit.profile import OwnSkill, PastOccupation, Profile
from wending.engine.fit.state import FitState
from wending.engine.fit.weights import PARTS, Part, Weights
from wending.engine.fit.wishes import preference_part

DIGITS = 12
SKILL_PARTS = 4
RELATED, USED = 2, 3


@dataclass(frozen=True, eq=False)
class Scores:
    """Hold strengths (m) and coverage of skills, the parts (n x 10, nan unknown), totals (n) and wishes."""

    index: FitState
    profile: Profile
    weights: Floats
    strengths: Floats
    covered: Coverage
    parts: Floats
    totals: Floats
    wishes: dict[str, Floats]

    def places(self, totals: Floats, numbers: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the place (1 is best, ties by URI) of some occupations among the allowed ones."""
        among = np.flatnonzero(allowed)
        order = among[np.argsort(-totals[among], kind="stable")]
        place_of = np.full(len(totals), len(order) + 1, dtype=np.int64)
        place_of[order] = np.arange(1, len(order) + 1)
        return np.asarray(place_of[numbers])

    def totals_with(self, skill: int) -> Floats:
        """Return the totals (n) as they would be with one more skill, fully mastered."""
        needs, columns = self.index.needs_, self.index.columns_
        gain = float(1.0 - self.strengths[skill])
        sums = self._other_sums.copy()
        for weight, name in zip(self.weights, ("essential", "optional"), strict=False):
            rows, shares = columns.of(name, skill)
            sums[rows] += weight * gain * shares
        needed, amounts, _ = self.index.credit_.of(skill)
        more = amounts - self.covered.amount[needed]
        better = more > 0
        sums += self.weights[RELATED] * columns.sums("whole", needed[better], more[better])
        used = self._used_rarity.copy()
        rows, rarity = columns.of("asked", skill)
        used[rows] += rarity * gain
        sums += self.weights[USED] / (self._own_rarity + needs.rarity[skill] * gain) * used
        return settled(sums / self._weighed)

    @cached_property
    def _weighed(self) -> Floats:
        weighed = ~np.isnan(self.parts) @ self.weights
        return np.asarray(np.where(weighed > 0, weighed, 1.0))

    @cached_property
    def _other_sums(self) -> Floats:
        """Return the weighted sum (n) of all known parts but the one of used skills."""
        weights = self.weights.copy()
        weights[USED] = 0
        return np.asarray(np.nan_to_num(self.parts) @ weights)

    @cached_property
    def _used_rarity(self) -> Floats:
        return np.asarray(np.nan_to_num(self.parts[:, USED]) * self._own_rarity)

    @cached_property
    def _own_rarity(self) -> float:
        return formulas.own_rarity(self.index.needs_, self.strengths)


def settled(totals: Floats) -> Floats:
    """Return totals within 0..1, rounded so that equals are equal on every machine."""
    return np.asarray(np.round(np.clip(totals, 0.0, 1.0), DIGITS))


def score(index: FitState, profile: Profile, weights: Weights, sources: str) -> Scores:
    """Return the scores of a profile against all n occupations; URIs that are not known are passed over."""
    n = len(index.occupations_)
    strengths = skill_strengths(index, profile.skills)
    covered = formulas.coverage(index.credit_, strengths)
    past = [(index.number(p.uri), formulas.experience(p.years, p.years_ago)) for p in known_past(index, profile)]
    wishes = index.surroundings_.wishes(profile.preferences, [number for number, _ in past])
    transition = index.transition_[sources]
    table = np.column_stack(
        [
            formulas.skill_parts(index.needs_, strengths, covered.amount),
            formulas.likeness(_scores(profile.riasec), index.riasec_),
            formulas.likeness(_scores(profile.values), index.values_),
            formulas.level_part(profile.level, index.level_low_, index.level_high_),
            formulas.field_part(index.needs_, index.skills_in_group(profile.field)),
            formulas.transition_part([(amount, transition[number].astype(float)) for number, amount in past], n),
            preference_part(wishes, n),
        ]
    )
    vector = weights.vector()
    totals = settled(formulas.total(table, vector))
    return Scores(index, profile, vector, strengths, covered, table, totals, wishes)


def skill_strengths(index: FitState, skills: tuple[OwnSkill, ...]) -> Floats:
    """Return the strength per skill (m, 0..1), the highest where a skill is named twice."""
    strengths = np.zeros(len(index.skills_))
    for skill in skills:
        number = index.skill_numbers_.get(skill.uri)
        if number is not None:
            strengths[number] = max(strengths[number], skill.strength)
    return strengths


def known_past(index: FitState, profile: Profile) -> list[PastOccupation]:
    """Return the past occupations that this release knows."""
    return [past for past in profile.past if past.uri in index.occupation_numbers_]


def part_values(row: Floats) -> dict[Part, float | None]:
    """Return one row of parts by name, None for nan."""
    return {part: None if np.isnan(value) else float(value) for part, value in zip(PARTS, row, strict=True)}


def _scores(values: tuple[float, ...] | None) -> Floats | None:
    return None if values is None else np.array(values, dtype=float)
