"""What a person tells: skills, past work, level, interests, values and wishes.

Plain immutable records; the engine reads them, a form or a file fills them. No names, no identities.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# A strength below this says nothing: shares of it would be shares of rounding.
LEAST_STRENGTH = 1e-9


@dataclass(frozen=True)
class OwnSkill:
    """Name a skill (URI), how far it is mastered (level 0..1, None unknown) and how sure we are (certainty 0..1)."""

    uri: str
    level: float | None = None
    certainty: float = 1.0

    @property
    def strength(self) -> float:
        """Return certainty x level in 0..1; an unknown level counts as mastered, next to nothing as nothing."""
        strength = self.certainty * (1.0 if self.level is None else self.level)
        return strength if strength >= LEAST_STRENGTH else 0.0


@dataclass(frozen=True)
class PastOccupation:
    """Name an occupation (URI), the years it was done and how many years ago that ended."""

    uri: str
    years: float = 1.0
    years_ago: float = 0.0


class SectorWish(StrEnum):
    """Say whether the person wants to stay in or leave the sector of past work."""

    STAY = "stay"
    LEAVE = "leave"


@dataclass(frozen=True)
class Preferences:
    """Hold wishes that colour the ranking; they never exclude an occupation (filters do).

    sectors: wanted sector ids. limits: condition ids the person cannot bear. hours: lowest and highest a week.
    """

    sectors: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    hours: tuple[float, float] | None = None
    sector_wish: SectorWish | None = None


@dataclass(frozen=True)
class Profile:
    """Hold what is known of a person. level: NLQF 1..8. field: URI of a skill group (ISCED-F) that was studied.

    riasec and values: six scores on any one scale, None when unknown.
    """

    skills: tuple[OwnSkill, ...] = ()
    past: tuple[PastOccupation, ...] = ()
    level: float | None = None
    field: str | None = None
    riasec: tuple[float, ...] | None = None
    values: tuple[float, ...] | None = None
    preferences: Preferences = Preferences()

    def __post_init__(self) -> None:
        """Refuse numbers outside their range with ValueError."""
        for skill in self.skills:
            if not (0 <= skill.certainty <= 1 and 0 <= (1.0 if skill.level is None else skill.level) <= 1):
                raise ValueError(f"level and certainty of a skill lie in 0..1: {skill}")
        for past in self.past:
            if not (past.years >= 0 and past.years_ago >= 0):
                raise ValueError(f"years cannot be negative: {past}")
        if self.level is not None and not 1 <= self.level <= 8:
            raise ValueError(f"the level lies in 1..8: {self.level}")
        for scores in (self.riasec, self.values):
            if scores is not None and len(scores) != 6:
                raise ValueError("interests and values have six scores each")
