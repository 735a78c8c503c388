"""One's own record as the neutral record that files are written from, and the file itself; what was not chosen is not
in it.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.dossier.models import Item, ItemSkill
from wending.dossier.models.vault import read
from wending.dossier.queries.brought import start_of
from wending.dossier.queries.items import item_choices
from wending.dossier.queries.people_words import GIVERS
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.queries.skills import SkillShown, skills
from wending.dossier.rules import record as rules
from wending.dossier.rules.exchange import ENDINGS, Order, Shape, Written
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.people import Giver
from wending.dossier.rules.record import Kind, LanguageLevel, Link, Record, SkillClaim, Source
from wending.dossier.sources.cv.write import write_cv, write_skills_passport
from wending.dossier.sources.elm.write import write_elm
from wending.dossier.sources.europass.write import write_europass
from wending.dossier.sources.jsonresume.write import write_json_resume
from wending.dossier.sources.read import read_record
from wending.kit.keys import UnreadableError
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class TakeOptions:
    """What somebody can take along: value and words of each item and skill."""

    items: list[tuple[str, str]]
    skills: list[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet."""
        return not (self.items or self.skills)


def take_options(actor: Actor, lang: str) -> TakeOptions:
    """Return what who asks can take along."""
    return TakeOptions(item_choices(actor), [(skill.key, skill.name) for skill in skills(actor, lang)])


def written_record(actor: Actor, order: Order) -> Written:
    """Return the file that who asks wants of their own record; what is not theirs is not in it.

    Raises:
        RecordRefused: nothing was chosen that fits this shape.
    """
    with override(order.lang):
        record = record_of(actor, order)
        if order.shape is Shape.CV_CALM:
            return write_cv(record, look="rustig", lang=order.lang, say=_)
        if order.shape is Shape.CV_MODERN:
            return write_cv(record, look="modern", lang=order.lang, say=_)
        if order.shape is Shape.PASSPORT:
            made = date_format(timezone.localdate(), "j F Y")
            return write_skills_passport(record, lang=order.lang, say=_, made=made)
        if record.is_empty:
            raise RecordRefused(order.shape, "cannot_write")
        if order.shape is Shape.ELM:
            # In this format a skill stands with what showed it; only those that go with nothing do not fit.
            within = {skill.name for item in record.items for skill in item.skills}
            alone = tuple(skill for skill in record.skills if skill.name not in within)
            return write_elm(replace(record, skills=alone), timezone.now().isoformat(timespec="seconds"))
        return write_json_resume(record) if order.shape is Shape.JSON_RESUME else write_europass(record)


def record_of(actor: Actor, order: Order) -> Record:
    """Return the chosen part of one's own record. What others wrote and files do not come along, credentials do.

    Who confirmed a skill is named by what they are to the person, not by their own name.
    """
    rows = Item.objects.filter(person=actor.me).prefetch_related("skills", "evidence").order_by("added", "pk")
    chosen = [row for row in rows if str(row.pk) in order.items]
    shown = [skill for skill in skills(actor, order.lang) if skill.key in order.skills]
    names = skill_names([skill.uri for row in chosen for skill in row.skills.all()], order.lang)
    wanted = {skill.name for skill in shown}
    issuers = {
        name: row.organisation
        for row in rows
        for skill in row.skills.all()
        if skill.credential
        for name in (skill.uri or skill.name.casefold(),)
    }
    titles = {row.pk: row.title for row in chosen}
    return Record(
        person=order.head,
        items=tuple(_item(row, names, wanted) for row in chosen),
        skills=tuple(_claim(skill, titles, issuers) for skill in shown),
        lang=order.lang,
    )


def _item(row: Item, names: dict[str, str], wanted: set[str]) -> rules.Item:
    kind = Kind(row.kind)
    return rules.Item(
        kind,
        row.title,
        uri=row.uri,
        organisation=row.organisation,
        place=row.place,
        country=row.country,
        start=start_of(row.begin, row.begin_precision),
        end=start_of(row.end, row.end_precision),
        is_ongoing=row.is_ongoing,
        description=row.description,
        level=row.level,
        field=row.field,
        skills=tuple(_told(skill, names) for skill in row.skills.all() if _name(skill, names) in wanted),
        links=tuple(Link(link["url"], link["label"]) for link in row.links),
        language=LanguageLevel(**row.language) if row.language else None,
        credential=_credential(row) if kind is Kind.CREDENTIAL else _raw_credential(row),
    )


def _credential(row: Item) -> rules.Credential:
    """Return the credential as it is checked now; one without file is what its owner typed."""
    return _raw_credential(row) or rules.Credential(issuer=row.organisation)


def _raw_credential(row: Item) -> rules.Credential | None:
    for file in row.evidence.all():
        if file.media_type in ENDINGS:
            try:
                found = read_record(file.name, read(file.stored.name or "")).record.items
            except (RecordRefused, FileNotFoundError, UnreadableError):
                continue
            return next((item.credential for item in found), None)
    return None


def _told(skill: ItemSkill, names: dict[str, str]) -> SkillClaim:
    source = Source.CREDENTIAL if skill.credential else Source.SELF
    return SkillClaim(_name(skill, names), skill.uri, skill.level, source, behaviour=skill.behaviour)


def _name(skill: ItemSkill, names: dict[str, str]) -> str:
    return names.get(skill.uri, skill.name or skill.uri)


def _claim(skill: SkillShown, titles: dict[UUID, str], issuers: dict[str, str]) -> SkillClaim:
    """Return one skill with the strongest of who says so, and the chosen items in which it showed."""
    places = [place for place in skill.places if place.item in titles]
    by = ""
    if skill.sources[-1] is Source.CREDENTIAL:
        by = issuers.get(skill.uri or skill.name.casefold(), "")
    elif skill.sources[-1] is Source.ENDORSED:
        by = str(GIVERS[Giver(skill.seen[-1].giver)]).lower()
    return SkillClaim(
        name=skill.name,
        uri=skill.uri,
        level=skill.level,
        source=skill.sources[-1],
        by=by,
        behaviour=next((place.behaviour for place in places if place.behaviour), ""),
        evidence=tuple(dict.fromkeys(titles[place.item] for place in places)),
    )
