"""What somebody can choose from their own record to hand in or to let travel, and each choice frozen in words.

A choice is exactly that thing: an item without its skills and files, a skill without the places where it showed.
Levels stay out, so that nobody reads them as marks.
"""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from wending.dossier.queries.items import timeline
from wending.dossier.queries.reflections import reflections
from wending.dossier.queries.skills import skills
from wending.ledger.rules.actor import Actor

ITEM, REFLECTION, SKILL, FILE = "item", "reflection", "skill", "file"


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing from a record: the value of its box, what it is, how it is called, and its lines in words."""

    key: str
    kind: str
    title: str
    lines: tuple[str, ...] = ()

    def frozen(self) -> dict[str, Any]:
        """Return it as plain values, to be kept as it is now."""
        return asdict(self) | {"lines": list(self.lines)}


def picks_of(actor: Actor, lang: str, kinds: Collection[str] = (ITEM, REFLECTION, SKILL, FILE)) -> list[Pick]:
    """Return all that who asks can choose from, experiences first."""
    return [pick for pick in _all(actor, lang) if pick.kind in kinds]


def chosen(actor: Actor, keys: Collection[str], lang: str) -> list[Pick]:
    """Return the picks of who asks with these keys; a key of somebody else, or of what is gone, is none."""
    return [pick for pick in _all(actor, lang) if pick.key in set(keys)] if keys else []


def _all(actor: Actor, lang: str) -> Iterator[Pick]:
    items = timeline(actor, lang)
    for item in items:
        where = ", ".join(part for part in (item.kind_words, item.organisation, item.when) if part)
        yield Pick(f"{ITEM}:{item.id}", ITEM, item.title, tuple(part for part in (where, item.description) if part))
    for competence in reflections(actor):
        for text in competence.texts:
            about = _("Bij: %(item)s") % {"item": text.about}
            yield Pick(f"{REFLECTION}:{text.id}", REFLECTION, text.question or competence.name, (about, text.text))
    for skill in skills(actor, lang):
        shown = dict.fromkeys(place.behaviour for place in skill.places if place.behaviour)
        yield Pick(skill.key, SKILL, skill.name, tuple(shown))
    for item in items:
        for file in item.evidence:
            yield Pick(f"{FILE}:{file.id}", FILE, file.name)
