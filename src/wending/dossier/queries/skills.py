"""All that somebody can do, gathered from what they did and what others saw. Levels are words of their own, no score.

Who says so is derived here and nowhere stored: a skill is told by oneself, seen by others where an endorsement names
it, and stands in a credential only where one was verified.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from wending.accounts.rules.consent import Part
from wending.dossier.models import Endorsement, ItemSkill
from wending.dossier.queries.item_words import moment_text, period_text
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.queries.whose import whose
from wending.dossier.rules.record import Source
from wending.dossier.sources.behaviours import PREFIX
from wending.ledger.rules.actor import Actor

# The strongest last.
STRENGTH = (Source.SELF, Source.ENDORSED, Source.CREDENTIAL)


@dataclass(frozen=True, slots=True)
class SkillHeld:
    """A skill with the highest level told (1 to 4, None where none was) and the strongest of who says so."""

    uri: str
    name: str
    level: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Shown:
    """Where somebody showed a skill: in which item, how well they say, and in what it shows."""

    item: UUID
    title: str
    when: str
    moment: date
    level: int | None
    behaviour: str
    files: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody else saw, in their words."""

    id: UUID
    behaviour: str
    giver: str
    giver_name: str
    given: date


@dataclass(frozen=True, slots=True)
class SkillShown:
    """One skill with all places where it showed, oldest first, and what others saw."""

    uri: str
    name: str
    level: int | None
    sources: tuple[Source, ...]
    places: tuple[Shown, ...]
    seen: tuple[Seen, ...]

    @property
    def key(self) -> str:
        """The value of its box in a form, also in another language for what the reference data names."""
        return f"skill:{self.uri or self.name.casefold()}"

    @property
    def is_soft(self) -> bool:
        """Whether it is one of our own behaviours."""
        return self.uri.startswith(PREFIX)

    @property
    def has_files(self) -> bool:
        """Whether a file goes with any of the places."""
        return any(place.files for place in self.places)


def skills_of(actor: Actor) -> list[SkillHeld]:
    """Return what who asks can do, as far as the reference data has a name for it: for profile and matching."""
    held = skills(actor, "nl")
    return [
        SkillHeld(skill.uri, skill.name, skill.level, skill.sources[-1])
        for skill in held
        if skill.uri and not skill.is_soft
    ]


def levels_held(actor: Actor) -> dict[str, int | None]:
    """Return the same skills as `skills_of` with their highest level only, without decrypting or naming anything."""
    told = ItemSkill.objects.filter(item__person=actor.me).exclude(uri="").exclude(uri__startswith=PREFIX)
    seen = Endorsement.objects.filter(person=actor.me).exclude(skill_uri="").exclude(skill_uri__startswith=PREFIX)
    levels = dict.fromkeys(seen.order_by("given", "pk").values_list("skill_uri", flat=True))
    return levels | dict(told.order_by("uri").values_list("uri").annotate(highest=Max("level")))


def skills(actor: Actor, lang: str, person: UUID | None = None) -> list[SkillShown]:
    """Return all skills of who asks, or of somebody who consented; by name."""
    owner = whose(actor, Part.SKILLS, person)
    rows = list(ItemSkill.objects.filter(item__person=owner).select_related("item").prefetch_related("item__evidence"))
    seen = list(Endorsement.objects.filter(person=owner).order_by("given", "pk"))
    names = skill_names([row.uri for row in rows] + [one.skill_uri for one in seen], lang)
    told: dict[str, list[ItemSkill]] = defaultdict(list)
    others: dict[str, list[Endorsement]] = defaultdict(list)
    called: dict[str, tuple[str, str]] = {}
    for row in rows:
        told[_key(row.uri, row.name)].append(row)
        called[_key(row.uri, row.name)] = (row.uri, names.get(row.uri, row.name or row.uri))
    for one in seen:
        key = _key(one.skill_uri, one.skill_name)
        others[key].append(one)
        called.setdefault(key, (one.skill_uri, names.get(one.skill_uri, one.skill_name or one.skill_uri)))
    shown = [_skill(*called[key], told[key], others[key]) for key in called]
    return sorted(shown, key=lambda skill: skill.name.casefold())


def _key(uri: str, name: str) -> str:
    return uri or name.casefold().strip()


def _skill(uri: str, name: str, told: list[ItemSkill], seen: list[Endorsement]) -> SkillShown:
    by_who = {Source.SELF: bool(told), Source.ENDORSED: bool(seen)}
    by_who[Source.CREDENTIAL] = any(row.credential for row in told)
    return SkillShown(
        uri=uri,
        name=name,
        level=max((row.level for row in told if row.level), default=None),
        sources=tuple(source for source in STRENGTH if by_who[source]),
        places=tuple(sorted((_place(row) for row in told), key=lambda place: (place.moment, place.title))),
        seen=tuple(Seen(one.pk, one.behaviour, one.giver, one.giver_name, one.given) for one in seen),
    )


def _place(row: ItemSkill) -> Shown:
    item = row.item
    begin, end = moment_text(item.begin, item.begin_precision), moment_text(item.end, item.end_precision)
    return Shown(
        item=item.pk,
        title=item.title,
        when=period_text(begin, end, item.is_ongoing),
        moment=item.begin or item.end or row.added.date(),
        level=row.level,
        behaviour=row.behaviour,
        files=len(item.evidence.all()),
    )
