"""Which skills and which occupation were ticked for something of a firm."""

from collections.abc import Iterable

from django.http import QueryDict

from wending.dossier.queries.skill_names import skill_names
from wending.reference.queries.names import names
from wending.work.rules.openings import Skill

MOST = 30
OWN = "eigen:"


def picked(data: QueryDict, had: Iterable[Skill], lang: str) -> list[Skill]:
    """Return the skills that were ticked or typed; a URI that is neither known nor there before is left out."""
    keys = [key for key in dict.fromkeys(data.getlist("skill")) if key and "\0" not in key]
    own = " ".join(data.get("own", "").replace("\0", "").split())[:200]
    keys += [OWN + own] if own else []
    known = skill_names([key for key in keys if not key.startswith(OWN)], lang) | {
        skill.uri: skill.name for skill in had if skill.uri
    }
    found = [Skill("", key.removeprefix(OWN)[:200]) if key.startswith(OWN) else key for key in keys[:MOST]]
    skills = [
        one if isinstance(one, Skill) else Skill(one, known[one])
        for one in found
        if isinstance(one, Skill) or one in known
    ]
    return list({skill.key: skill for skill in skills}.values())


def occupation_in(data: QueryDict, lang: str) -> str:
    """Return the URI of the occupation that was ticked, empty for none or one that is not known."""
    uri = data.get("occupation", "").replace("\0", "")
    return uri if uri and uri in names("occupation", [uri], lang) else ""


def value_of(skill: Skill) -> str:
    """Return the value of the box of a skill."""
    return skill.uri or OWN + skill.name
