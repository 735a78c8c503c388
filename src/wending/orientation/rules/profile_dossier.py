"""Skills of somebody's dossier as part of their profile: read where they are, never kept twice.

What the profile itself says goes first: a skill told there keeps its level, one declined there stays away.
"""

from collections.abc import Mapping
from dataclasses import replace

from wending.orientation.rules.profile import LEVELS, MOST_SKILLS, SessionProfile, Skill

SOURCE = "dossier"
USUAL_LEVEL = 2


def with_dossier(profile: SessionProfile, held: Mapping[str, int | None]) -> SessionProfile:
    """Return the profile with the skills of the dossier that it does not know yet.

    Args:
        held: level per skill, 1 to 4 or None where none was told. 4, teaching others, is the highest level here.
    """
    known = {skill.uri for skill in profile.skills} | set(profile.declined)
    more = [Skill(uri, _level(level), SOURCE) for uri, level in held.items() if uri not in known]
    return replace(profile, skills=(*profile.skills, *more)[:MOST_SKILLS])


def without_dossier(profile: SessionProfile, held: Mapping[str, int | None]) -> SessionProfile:
    """Return the profile without what the dossier says already; a level that was changed here becomes one's own."""
    kept = [
        replace(skill, source="suggested") if skill.source == SOURCE else skill
        for skill in profile.skills
        if skill.source != SOURCE or (skill.uri in held and skill.level != _level(held[skill.uri]))
    ]
    return replace(profile, skills=tuple(kept))


def _level(level: int | None) -> int:
    return min(level or USUAL_LEVEL, LEVELS[-1])
