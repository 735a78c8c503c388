"""What somebody ticked on the page of skills of an item: each with a level and how they do it."""

from collections.abc import Collection

from django.http import QueryDict

from wending.dossier.actions.item_skills import MOST_SKILLS, Claim
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.rules.record import SKILL_LEVELS

OWN = "eigen:"
LONGEST_NAME = 100
LONGEST_BEHAVIOUR = 1000


def key_of(uri: str, name: str) -> str:
    """Return the value of the box of a skill."""
    return uri or OWN + name


def claims_in(data: QueryDict, had: Collection[str], lang: str) -> list[Claim]:
    """Return the skills that were ticked or typed; a URI that is neither known nor there before is left out."""
    keys = [key for key in dict.fromkeys(data.getlist("skill")) if key and "\0" not in key][:MOST_SKILLS]
    own = data.get("own", "").replace("\0", "").strip()[:LONGEST_NAME]
    if own and OWN + own not in keys:
        keys.append(OWN + own)
    known = skill_names([key for key in keys if not key.startswith(OWN)], lang)
    claims = []
    for key in keys:
        name = key.removeprefix(OWN)[:LONGEST_NAME] if key.startswith(OWN) else ""
        if not name and key not in known and key not in had:
            continue
        level = data.get(f"level:{key}", "")
        claims.append(
            Claim(
                uri="" if name else key,
                name=name,
                level=int(level) if level.isdecimal() and int(level) in SKILL_LEVELS else None,
                behaviour=data.get(f"how:{key}", "").strip()[:LONGEST_BEHAVIOUR],
            )
        )
    return claims
