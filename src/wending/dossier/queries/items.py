"""Items of a record: the timeline, and one item with all that hangs on it."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from wending.accounts.rules.consent import Part
from wending.dossier.models import Evidence, Item, ItemSkill
from wending.dossier.queries.item_words import KINDS, STREAMS, moment_text, period_text
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.queries.whose import whose
from wending.dossier.rules.record import Kind
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A file that shows something: how it is called, what it is, how large in bytes."""

    id: UUID
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ItemSkillShown:
    """What somebody showed they can do in one item."""

    uri: str
    name: str
    level: int | None
    behaviour: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item. `begin` and `end` are for placing on a timeline; people read `when`."""

    id: UUID
    kind: str
    kind_words: str
    icon: str
    title: str
    organisation: str
    place: str
    when: str
    begin: date | None
    end: date | None
    is_ongoing: bool
    description: str
    uri: str
    skills: tuple[ItemSkillShown, ...]
    evidence: tuple[EvidenceShown, ...]

    @property
    def stream(self) -> str:
        """Whether it belongs to work (""), to learning ("learn") or to life besides ("life")."""
        return STREAMS.get(Kind(self.kind), "life")


def timeline(actor: Actor, lang: str, person: UUID | None = None) -> list[ItemShown]:
    """Return the items of who asks, or of somebody who consented; the newest first, those without a date last.

    Another person's skills and files come along only where they consented to showing those too.
    """
    rows = Item.objects.filter(person=whose(actor, Part.EXPERIENCE, person))
    items = _shown(rows, lang, has_skills=_may_see_skills(actor, person))
    return sorted(items, key=_newest)


def item_shown(actor: Actor, item: UUID, lang: str) -> ItemShown | None:
    """Return one item of who asks, nothing where it is not theirs."""
    found = _shown(Item.objects.filter(pk=item, person=actor.me), lang, has_skills=True)
    return found[0] if found else None


def item_of(actor: Actor, item: UUID) -> Item | None:
    """Return the row of one item of who asks, for changing it; nothing where it is not theirs."""
    return Item.objects.filter(pk=item, person=actor.me).first()


def item_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the items of who asks as choices, newest first: number and title with when."""
    rows = sorted(_shown(Item.objects.filter(person=actor.me), "nl", has_skills=False), key=_newest)
    return [(str(item.id), f"{item.title} ({item.when})") for item in rows]


def _may_see_skills(actor: Actor, person: UUID | None) -> bool:
    try:
        whose(actor, Part.SKILLS, person)
    except PermissionDenied:
        return False
    return True


def _newest(item: ItemShown) -> tuple[bool, int, str]:
    last = date.max if item.is_ongoing else item.end or item.begin
    return last is None, -(last or date.min).toordinal(), item.title.casefold()


def _shown(rows: QuerySet[Item], lang: str, *, has_skills: bool) -> list[ItemShown]:
    items = list(rows.prefetch_related("skills", "evidence") if has_skills else rows)
    skills = {item.pk: list(item.skills.all()) if has_skills else [] for item in items}
    names = skill_names((skill.uri for found in skills.values() for skill in found), lang)
    return [
        _item(item, _skills(skills[item.pk], names), _files(item.evidence.all()) if has_skills else ())
        for item in items
    ]


def _item(item: Item, skills: tuple[ItemSkillShown, ...], evidence: tuple[EvidenceShown, ...]) -> ItemShown:
    words, icon = KINDS[Kind(item.kind)]
    begin, end = moment_text(item.begin, item.begin_precision), moment_text(item.end, item.end_precision)
    return ItemShown(
        id=item.pk,
        kind=item.kind,
        kind_words=str(words),
        icon=icon,
        title=item.title,
        organisation=item.organisation,
        place=item.place,
        when=period_text(begin, end, item.is_ongoing),
        begin=item.begin,
        end=_last_day(item.end, item.end_precision),
        is_ongoing=item.is_ongoing,
        description=item.description,
        uri=item.uri,
        skills=skills,
        evidence=evidence,
    )


def _last_day(moment: date | None, precision: str) -> date | None:
    """Return the last day that a moment can mean: of its year or its month."""
    if moment is None or precision == "day":
        return moment
    month = 12 if precision == "year" else moment.month
    return moment.replace(month=month, day=monthrange(moment.year, month)[1])


def _skills(rows: Iterable[ItemSkill], names: dict[str, str]) -> tuple[ItemSkillShown, ...]:
    shown = [ItemSkillShown(row.uri, names.get(row.uri, row.name), row.level, row.behaviour) for row in rows]
    return tuple(sorted(shown, key=lambda skill: skill.name.casefold()))


def _files(rows: Iterable[Evidence]) -> tuple[EvidenceShown, ...]:
    shown = [EvidenceShown(row.pk, row.name, row.media_type, row.size) for row in rows]
    return tuple(sorted(shown, key=lambda file: file.name.casefold()))
