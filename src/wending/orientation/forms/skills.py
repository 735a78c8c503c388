"""Which of the skills on a page are ticked, and how well: a list of any length, so no form of fixed fields."""

from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from wending.orientation.queries.names import known_skills
from wending.orientation.rules.profile import LEVELS, MOST_SKILLS


@dataclass(frozen=True)
class TickedSkills:
    """Holds the skills that a page showed and, of the ticked ones, the level; what does not exist is left out."""

    shown: tuple[str, ...]
    levels: dict[str, int]

    @classmethod
    def read(cls, posted: QueryDict) -> Self:
        """Return what was posted: `shown` and `has` list URIs, `level:URI` is 1 to 3 (2 when it is anything else)."""
        asked = list(dict.fromkeys([*posted.getlist("has"), *posted.getlist("shown")]))[: 2 * MOST_SKILLS]
        known = known_skills(asked)
        shown = tuple(uri for uri in asked if uri in known)
        has = set(posted.getlist("has"))
        return cls(shown, {uri: _level(posted.get(f"level:{uri}")) for uri in shown if uri in has})


def _level(raw: str | None) -> int:
    """Return the level that was chosen, or the middle one."""
    return int(raw) if raw in {str(level) for level in LEVELS} and raw else 2
