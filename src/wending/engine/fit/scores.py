"""One person against all occupations: every part, the totals and the places.

The working state behind a ranking or a gap page; not kept, and nothing in it is worded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit import parts as formulas
from wending.engine.fit.data import Floats
from wending.engine.fit.profile import OwnSkill, PastOccupation, Profile
from wending.engine.fit.weights import PARTS, Part, Weights
from wending.engine.fit.wishes import preference_part

if TYPE_CHECKING:
    from wending.engine.fit.index import FitIndex

DIGITS = 12
SKILL_PARTS = 4


@dataclass(frozen=True, eq=False)
class Scores:
    """Hold strengths and coverage of skills (m), the parts (n x 10, nan unknown), totals (n) and wishes."""

    index: FitIndex
    profile: Profile
    weights: Floats
    strengths: Floats
    covered: Floats
    covered_by: NDArray[np.int64]
    parts: Floats
    totals: Floats
    wishes: dict[str, Floats]

    def places(self, totals: Floats, numbers: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the place (1 is best, ties by URI) of some occupations among the allowed ones."""
        among = np.flatnonzero(allowed)
        order = among[np.argsort(-totals[among], kind="stable")]
        place_of = np.full(len(totals), len(order) + 1, dtype=np.int64)
        place_of[order] = np.arange(1, len(order) + 1)
        return place_of[numbers]

    def totals_with(self, skill: int) -> Floats:
        """Return the totals (n) as they would be with one more skill, fully mastered."""
        needs, columns = self.index.needs_, self.index.columns_
        gain = 1.0 - self.strengths[skill]
        change = np.zeros((len(self.totals), SKILL_PARTS))
        for part, name in enumerate(("essential", "optional")):
            rows, shares = columns.of(name, skill)
            change[rows, part] = shares * gain
        needed, amounts, _ = self.index.credit_.of(skill)
        for other, more in zip(needed, amounts - self.covered[needed], strict=True):
            if more > 0:
                rows, shares = columns.of("whole", int(other))
                change[rows, 2] += shares * more
        own = float(needs.rarity @ self.strengths)
        used = np.nan_to_num(self.parts[:, 3]) * own
        rows, rarity = columns.of("asked", skill)
        used[rows] += rarity * gain
        change[:, 3] = used / (own + needs.rarity[skill] * gain) - np.nan_to_num(self.parts[:, 3])
        known = ~np.isnan(self.parts)
        skill_weights = self.weights[:SKILL_PARTS]
        weighed = known @ self.weights
        more_total = (change * known[:, :SKILL_PARTS]) @ skill_weights / np.where(weighed > 0, weighed, 1.0)
        return np.round(np.clip(self.totals + more_total, 0.0, 1.0), DIGITS)


def score(index: FitIndex, profile: Profile, weights: Weights, sources: str) -> Scores:
    """Return the scores of a profile against all n occupations; URIs that are not known are passed over."""
    n = len(index.occupations_)
    strengths = skill_strengths(index, profile.skills)
    covered, covered_by = formulas.coverage(index.credit_, strengths)
    past = [(index.number(p.uri), formulas.experience(p.years, p.years_ago)) for p in known_past(index, profile)]
    wishes = index.surroundings_.wishes(profile.preferences, [number for number, _ in past])
    transition = index.transition_[sources]
    table = np.column_stack(
        [
            formulas.skill_parts(index.needs_, strengths, covered),
            formulas.likeness(_scores(profile.riasec), index.riasec_),
            formulas.likeness(_scores(profile.values), index.values_),
            formulas.level_part(profile.level, index.level_low_, index.level_high_),
            formulas.field_part(index.needs_, index.skills_in_group(profile.field)),
            formulas.transition_part([(amount, transition[number]) for number, amount in past], n),
            preference_part(wishes, n),
        ]
    )
    vector = weights.vector()
    totals = np.round(formulas.total(table, vector), DIGITS)
    return Scores(index, profile, vector, strengths, covered, covered_by, table, totals, wishes)


def skill_strengths(index: FitIndex, skills: tuple[OwnSkill, ...]) -> Floats:
    """Return the strength per skill (m, 0..1), the highest where a skill is named twice."""
    strengths = np.zeros(len(index.skills_))
    for skill in skills:
        number = index.skill_numbers_.get(skill.uri)
        if number is not None:
            strengths[number] = max(strengths[number], skill.strength)
    return strengths


def known_past(index: FitIndex, profile: Profile) -> list[PastOccupation]:
    """Return the past occupations that this release knows."""
    return [past for past in profile.past if past.uri in index.occupation_numbers_]


def part_values(row: Floats) -> dict[Part, float | None]:
    """Return one row of parts by name, None for nan."""
    return {part: None if np.isnan(value) else float(value) for part, value in zip(PARTS, row, strict=True)}


def _scores(values: tuple[float, ...] | None) -> Floats | None:
    return None if values is None else np.array(values, dtype=float)
