"""What skills are called: those of the reference data, and our own behaviours (soft skills)."""

from collections.abc import Iterable

from wending.dossier.sources.behaviours import behaviours
from wending.reference.queries.names import names


def skill_names(uris: Iterable[str], lang: str) -> dict[str, str]:
    """Return the name of each skill that has one, by its URI. Empty URIs are left out."""
    asked = {uri for uri in uris if uri}
    own = {soft.uri: soft.name(lang) for soft in behaviours().values() if soft.uri in asked}
    others = asked - own.keys()
    known = names("skill", others, lang) if others else {}
    return own | {uri: name.text for uri, name in known.items()}
