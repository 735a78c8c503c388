"""What an answer is made of: an occupation with its parts, what matches, what is missing and how sure that is.

Plain immutable records with codes, no sentences: pages, REST and commands word them in their own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from wending.engine.fit.effort import Effort
from wending.engine.fit.weights import Part


class Via(StrEnum):
    """Say through what an own skill covers a needed one."""

    SELF = "self"
    NARROWER = "narrower"
    BROADER = "broader"
    RELATION = "relation"
    GROUP = "group"


class Doubt(StrEnum):
    """Say why an answer is less certain."""

    NO_SKILLS = "no_skills"
    FEW_SKILLS = "few_skills"
    LOW_CERTAINTY = "low_certainty"
    UNKNOWN_SKILLS = "unknown_skills"
    NO_LEVEL = "no_level"
    NO_INTERESTS = "no_interests"
    OCCUPATION_FEW_SKILLS = "occupation_few_skills"
    OCCUPATION_LEVEL_ESTIMATED = "occupation_level_estimated"
    OCCUPATION_LEVEL_UNKNOWN = "occupation_level_unknown"
    OCCUPATION_INTERESTS_UNKNOWN = "occupation_interests_unknown"


class MatchedSkill(NamedTuple):
    """Say that own covers needed, how far (0..1), through what, and which skill group (URI) where that is the way.

    importance is the needed skill's share (0..1) in all the occupation needs.
    """

    needed: str
    own: str
    is_essential: bool
    importance: float
    covered: float
    via: Via
    group: str | None = None


class MissingSkill(NamedTuple):
    """Name a needed skill that is not held, its share in all needs and what nearby skills cover of it (0..1)."""

    needed: str
    is_essential: bool
    importance: float
    covered: float


@dataclass(frozen=True)
class Counterfactual:
    """Say that with one more skill the occupation comes at this place, with this total, among the same candidates."""

    skill: str
    place: int
    total: float


@dataclass(frozen=True)
class Match:
    """Hold one occupation with everything that explains its place.

    place: 1 is best, before diversification. total: 0..1. parts: 0..1, None where unknown (its weight is then shared
    by the others). confidence: 0..1, share of the weight that is known x certainty of the skills (see explain).
    matched and missing: most important first. conflicts: wishes this occupation goes against.
    """

    occupation: str
    place: int
    total: float
    parts: dict[Part, float | None]
    matched: tuple[MatchedSkill, ...]
    missing: tuple[MissingSkill, ...]
    effort: Effort
    missing_essential: float
    level_gap: float | None
    counterfactual: Counterfactual | None
    confidence: float
    doubts: tuple[Doubt, ...]
    conflicts: tuple[str, ...]

    @property
    def unknown(self) -> tuple[Part, ...]:
        """Return the parts that are unknown, so that their weight went to the others."""
        return tuple(part for part, value in self.parts.items() if value is None)


@dataclass(frozen=True)
class Transition:
    """Hold a step between occupations: score 0..1, place by score, and match of someone from the origin."""

    origin: str
    occupation: str
    place: int
    score: float
    match: Match
