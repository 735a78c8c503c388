"""Levels of education as credentials: a bit for each level, and which levels a diploma opens."""

from collections.abc import Iterable
from dataclasses import dataclass

from wending.orientation.rules.route_terms import nlqf_held, opens
from wending.reference.queries.programmes import LevelItem


@dataclass(frozen=True, slots=True)
class LevelBits:
    """The levels of education in order; the bit of a level is its place."""

    levels: tuple[LevelItem, ...]

    def asked(self, keys: Iterable[str]) -> int:
        """Return the bits of levels of which one is asked."""
        wanted = set(keys)
        return sum(1 << place for place, level in enumerate(self.levels) if level.id in wanted)

    def at_least(self, nlqf: float) -> int:
        """Return the bits of levels that are at least so high."""
        return sum(1 << place for place, level in enumerate(self.levels) if nlqf_held(level.nlqf) >= nlqf)

    def given(self, key: str) -> int:
        """Return the bits of what a diploma of a level opens."""
        held = next((level for level in self.levels if level.id == key), None)
        if held is None:
            return 0
        return sum(
            1 << place for place, level in enumerate(self.levels) if opens(held.id, held.nlqf, level.id, level.nlqf)
        )

    def of_nlqf(self, nlqf: str) -> tuple[str, ...]:
        """Return the levels that someone can mean who tells an NLQF level only; none for no diploma."""
        return tuple(level.id for level in self.levels if nlqf and level.nlqf == nlqf)
