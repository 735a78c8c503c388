"""Brings what somebody chose out of a file into their record, and writes down that they took theirs along.

Between choosing a file and choosing from it the file lies encrypted under a random name that only the session knows.
Who leaves it there loses it: the round that removes files that belong to nothing takes it (`actions/evidence.py`).
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from wending.accounts.models import Person
from wending.dossier.actions.evidence import keep_credential
from wending.dossier.actions.item_skills import MOST_SKILLS, Claim, mark_credential
from wending.dossier.models import Item, ItemSkill
from wending.dossier.models.vault import keep, remove
from wending.dossier.queries.brought import day_of, held_record, key_of, known_items, loose_skills
from wending.dossier.queries.skill_names import skill_names
from wending.dossier.rules import record as rules
from wending.dossier.rules.exchange import Held, called
from wending.dossier.rules.record import SkillClaim, Status
from wending.dossier.sources.read import read_record
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

_COUNTRY = re.compile(r"[A-Z]{2}")
_LONGEST_URI = 300
_LONGEST_NAME = 200


def hold_file(*, by: Actor, name: str, data: bytes) -> Held:
    """Keep a file encrypted until its owner chose from it; nothing of it is in the record yet.

    Raises:
        RecordRefused: the file is not one that is read, or does not hold; nothing is kept.
    """
    read_record(name, data)
    return Held(person=str(by.me), stored=keep(data))


def let_go(*, by: Actor, held: Held) -> None:
    """Remove a file of who asks that waited; one that is gone already is fine."""
    if held.person == str(by.me):
        remove(held.stored)


@transaction.atomic
def bring_record(
    *, by: Actor, held: Held, items: Collection[str], skills: Collection[str], shown_in: str, lang: str
) -> int:
    """Add the chosen items and skills of a waiting file to one's own record and return how many are new.

    The file is read and its credentials are checked anew here. What is there already is not added twice. `shown_in`
    tells with which item the skills go: the number of one that is there, or the fingerprint of one in the file.

    Raises:
        HeldGoneError: the file is not there, or not theirs.
        RecordRefused: it does not hold any more.
        FileRefused: no room for the credentials; nothing is added.
    """
    # Two windows that send the same form are served one after the other.
    Person.objects.select_for_update().get(pk=by.me)
    imported = held_record(by, held)
    known = known_items(by)
    told = [claim for item in imported.record.items for claim in item.skills] + list(imported.record.skills)
    names = skill_names([claim.uri for claim in told], lang)
    loose = loose_skills(by, imported)
    count = 0
    for item in imported.record.items:
        key = key_of(item)
        if key in items and key not in known:
            known[key] = _add(by, item, f"{imported.form}:{key}", names)
            count += 1
    place = known.get(shown_in) or {str(row.pk): row for row in Item.objects.filter(person=by.me)}.get(shown_in)
    if place is not None:
        count += _add_skills(place, [claim for key, claim in loose.items() if key in skills], names)
    if count:
        record(by=by, verb="brought-record", about=by.key, thing="dossier.item")
    return count


@transaction.atomic
def note_taken(*, by: Actor) -> None:
    """Write down that somebody took their record along in a file."""
    record(by=by, verb="took-record", about=by.key, thing="dossier.item")


def _add(by: Actor, item: rules.Item, origin: str, names: dict[str, str]) -> Item:
    title, organisation = called(item)
    begin, begin_precision = day_of(item.start)
    end, end_precision = day_of(item.end)
    row = Item.objects.create(
        person_id=by.me,
        kind=item.kind,
        title=title,
        uri=item.uri if len(item.uri) <= _LONGEST_URI else "",
        organisation=organisation,
        # As long as the columns are; what is longer keeps its beginning.
        place=item.place[:100],
        country=item.country if _COUNTRY.fullmatch(item.country) else "",
        begin=begin,
        begin_precision=begin_precision,
        end=end,
        end_precision=end_precision,
        is_ongoing=item.is_ongoing,
        description=item.description,
        level=item.level[:20],
        field=item.field[:200],
        language=_language(item.language),
        links=[{"url": link.url, "label": link.label} for link in item.links],
        origin=origin,
    )
    checked = item.credential
    if checked is not None and checked.raw:
        keep_credential(by=by, item=row.pk, credential=checked)
    _add_skills(row, item.skills, names)
    if checked is not None and checked.raw and checked.status is Status.VERIFIED:
        _mark(by, row.pk, item.skills, checked.raw, names)
    return row


def _add_skills(item: Item, claims: Iterable[SkillClaim], names: dict[str, str]) -> int:
    """Add skills as what somebody says themselves; return how many are new."""
    had = {(row.uri, row.name) for row in item.skills.all()}
    count = 0
    for claim in (_own(claim, names) for claim in claims):
        if (claim.uri or claim.name) and (claim.uri, claim.name) not in had and len(had) < MOST_SKILLS:
            had.add((claim.uri, claim.name))
            ItemSkill.objects.create(
                item=item, uri=claim.uri, name=claim.name, level=claim.level, behaviour=claim.behaviour
            )
            count += 1
    return count


def _mark(by: Actor, item: UUID, claims: Iterable[SkillClaim], raw: str, names: dict[str, str]) -> None:
    """Write down what a credential whose signature was just checked says; its number is the hash of its text."""
    number = hashlib.sha256(raw.encode()).hexdigest()
    for claim in claims:
        own = _own(claim, names)
        if claim.source is rules.Source.CREDENTIAL and (own.uri or own.name):
            mark_credential(by=by, item=item, claim=own, credential=number)


def _own(claim: SkillClaim, names: dict[str, str]) -> Claim:
    """Return a skill as the tables have it: by the URI that the reference data knows, else in its own words."""
    uri = claim.uri if claim.uri in names else ""
    return Claim(uri, "" if uri else (claim.name or claim.uri)[:_LONGEST_NAME], claim.level, claim.behaviour)


def _language(level: rules.LanguageLevel | None) -> dict[str, object] | None:
    if level is None:
        return None
    return {name: getattr(level, name) for name in rules.LanguageLevel.__slots__}
