"""Lets things of a learner travel to a next school, which takes or refuses each; a parent agrees below sixteen."""

import json
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.accounts.queries.words import LETTER_END
from wending.accounts.rules.consent import Purpose, is_minor, needs_parent
from wending.dossier.queries.record import written_record
from wending.dossier.rules import record as dossier
from wending.dossier.rules.exchange import Order, Shape
from wending.dossier.rules.findings import RecordRefused
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.class_mail import tell_something_waits
from wending.school.models import Handover, HandoverThing, SchoolPerson, WarmNote
from wending.school.queries import handovers as queries
from wending.school.queries.scope import here_now, mentees_of, own_staff_row
from wending.school.rules.handover import Thing, ThingState
from wending.school.sources.handover.write import MOST_THINGS, write_handover

# How long an offer waits for an answer, and a parent's link works; how often a parent is asked.
OFFER_TERM = timedelta(days=120)
PARENT_TERM = timedelta(days=14)
PARENT = Actor(key="parent")


@transaction.atomic
def offer_handover(*, by: Actor, things: Collection[str], note: str, to: UUID | None, lang: str) -> Handover:
    """Let the chosen things travel, frozen as they are now; to a school here, or (None) into a file of one's own.

    Raises:
        Organisation.DoesNotExist: no school that can be chosen.
        ValidationError: nothing was chosen, or too much.
    """
    person = Person.objects.get(pk=by.me)
    school = queries.receivers(by).get(pk=to) if to else None
    chosen = [choice for choice in queries.choices(by, lang) if choice.key in set(things)]
    if not chosen and not note.strip():
        raise ValidationError(_("Kies wat er meegaat."))
    if len(chosen) >= MOST_THINGS:
        raise ValidationError(_("Kies minder dingen."))
    made = Handover.objects.create(
        person=person,
        leaves=queries.school_left(by),
        to=school,
        needs_parent=school is not None and needs_parent(Purpose.SCHOOL, person.sixteen_on, timezone.localdate()),
    )
    rows = [(choice.kind, _content(by, choice, lang)) for choice in chosen]
    if note.strip():
        rows.append((Thing.NOTE, {"title": _("Van mijzelf"), "lines": [note.strip()]}))
    HandoverThing.objects.bulk_create(
        HandoverThing(handover=made, kind=kind, content=content) for kind, content in rows
    )
    record(by=by, verb="offered-handover", about=by.key, thing="school.handover", purpose="school")
    if not made.needs_parent:
        _tell_counsellors(made)
    return made


@transaction.atomic
def withdraw_handover(*, by: Actor, handover: UUID) -> None:
    """Withdraw what one let travel: the content goes, also what a school took, and took from its file.

    Raises:
        Handover.DoesNotExist: it is not theirs, or was withdrawn.
    """
    found = queries.own_handovers(by).get(pk=handover, withdrawn=None)
    for one in [found, *queries.own_handovers(by).filter(file_of=found.pk, withdrawn=None)]:
        _withdraw(one)
    record(by=by, verb="withdrew-handover", about=by.key, thing="school.handover")


@transaction.atomic
def ask_parent_about(*, by: Actor, handover: UUID, email: str, link: Callable[[str], str]) -> None:
    """Mail a parent a link to say yes or no; an earlier one stops. The address is kept in the outbox only.

    Raises:
        Handover.DoesNotExist: it is not theirs, or waits for no parent.
        ValidationError: one's own address.
    """
    found = queries.own_handovers(by).get(pk=handover, withdrawn=None, needs_parent=True, parent_agreed=None)
    person = Person.objects.get(pk=by.me)
    if email.strip().lower() == person.email:
        raise ValidationError(_("Dit is je eigen adres. Vul het adres van je ouder in."))
    token = new_token()
    Handover.objects.filter(pk=found.pk).update(parent_hash=hash_of(token), parent_until=timezone.now() + PARENT_TERM)
    text = _(
        "Hallo,\n\nUw kind wil iets laten meegaan naar een volgende school. Uw kind is jonger dan 16 jaar. "
        "Daarom vragen we het ook aan u.\n\nLees wat het is en geef antwoord:\n%(link)s\n\n"
        "De link werkt 14 dagen. Zonder uw ja gaat er niets mee.\n\n%(end)s\n"
    )
    queue_mail(
        address=email.strip().lower(),
        subject=_("Een vraag over uw kind"),
        text=text % {"link": link(token), "end": LETTER_END},
        key=f"handover-parent:{hash_of(token)[:32]}",
        person=person.pk,
    )
    record(by=by, verb="asked-parent-handover", about=by.key, thing="school.handover")


@transaction.atomic
def answer_as_parent(*, token: str, agrees: bool) -> bool:
    """Write down a parent's answer; return whether the link could be used. A no lets nothing travel."""
    found = queries.handover_of_parent(token)
    if found is None:
        return False
    owner = str(found.person.ledger_key)
    Handover.objects.filter(pk=found.pk).update(parent_hash="")
    if agrees:
        Handover.objects.filter(pk=found.pk).update(parent_agreed=timezone.now())
        record(by=PARENT, verb="parent-agreed-handover", about=owner, thing="school.handover")
        _tell_counsellors(found)
    else:
        _withdraw(found)
        record(by=PARENT, verb="parent-refused-handover", about=owner, thing="school.handover")
    tell_something_waits(found.person, f"handover-parent-said:{found.pk}")
    return True


@transaction.atomic
def confirm_grown_up(*, by: Actor, handover: UUID) -> None:
    """Confirm, having turned sixteen, what waited for a parent. Raises Handover.DoesNotExist, ValidationError."""
    found = queries.own_handovers(by).get(pk=handover, withdrawn=None, needs_parent=True, parent_agreed=None)
    if is_minor(Person.objects.get(pk=by.me).sixteen_on, timezone.localdate()):
        raise ValidationError(_("Dit kan pas als je 16 bent."))
    Handover.objects.filter(pk=found.pk).update(needs_parent=False, parent_hash="")
    record(by=by, verb="offered-handover", about=by.key, thing="school.handover", purpose="school")
    _tell_counsellors(found)


@transaction.atomic
def look_at_offer(*, by: Actor, handover: UUID) -> queries.Offer:
    """Open what was offered to the school of who asks, as its counsellor; the learner reads what was looked at.

    Raises:
        Handover.DoesNotExist: it is not offered to them.
    """
    offer = queries.offer_to(by, handover)
    is_read = any(thing.content for thing in offer.things)
    owner = str(offer.handover.person.ledger_key)
    verb = "read-handover" if is_read else "saw-handover"
    record(by=by, verb=verb, about=owner, thing="school.handover", purpose="school")
    return offer


@transaction.atomic
def answer_thing(*, by: Actor, handover: UUID, thing: UUID, accepts: bool) -> None:
    """Take or refuse one thing for the school of who asks; what is refused leaves no copy.

    Raises:
        Handover.DoesNotExist: it is not offered to them.
        HandoverThing.DoesNotExist: no such thing, or it was answered.
    """
    found = queries.offers_to(by).get(pk=handover)
    row = HandoverThing.objects.select_for_update().get(pk=thing, handover=found, state=ThingState.OFFERED)
    row.state = ThingState.ACCEPTED if accepts else ThingState.REFUSED
    row.answered = timezone.now()
    if not accepts:
        row.content = None
    row.save(update_fields=["state", "answered", "content"])
    owner = str(found.person.ledger_key)
    verb = "accepted-handover" if accepts else "refused-handover"
    record(by=by, verb=verb, about=owner, thing="school.handover", purpose="school")
    tell_something_waits(found.person, f"handover-answer:{found.pk}:{timezone.localdate()}")


@transaction.atomic
def take_file(*, by: Actor, handover: UUID, lang: str) -> bytes:
    """Return the file of what who asks lets travel, or of what their school took of somebody.

    Raises:
        Handover.DoesNotExist: it is neither.
    """
    own = queries.own_handovers(by).filter(pk=handover, withdrawn=None).first()
    found = own or queries.offers_to(by).get(pk=handover)
    things = [thing for thing in found.things.all() if thing.content and (own or thing.state == ThingState.ACCEPTED)]
    record(
        by=by, verb="took-handover-file", about=str(found.person.ledger_key), thing="school.handover", purpose="school"
    )
    return write_handover(
        handover=found.file_of or found.pk,
        name=found.person.name,
        leaves=found.leaves.name if found.leaves else found.file_school or None,
        to=found.to.name if found.to else None,
        things=[queries.content_of(thing) for thing in things],
        made=timezone.localdate(),
        language=lang,
    )


@transaction.atomic
def write_warm_note(*, by: Actor, learner: UUID, text: str) -> WarmNote:
    """Write a few words along for a learner whom who asks guides; only the learner reads them, and lets them travel.

    Raises:
        SchoolPerson.DoesNotExist: they are not guided by who asks, or have no account.
        ValidationError: no words.
    """
    row = mentees_of(by).select_related("account").filter(account__isnull=False).get(pk=learner)
    if not text.strip() or row.account is None:
        raise ValidationError(_("Schrijf een tekst."))
    me = own_staff_row(by)
    made = WarmNote.objects.create(person=row.account, learner=row, by=me, name=str(me), text=text.strip())
    owner = str(row.account.ledger_key)
    record(by=by, verb="wrote-warm-note", about=owner, thing="school.warm-note", purpose="school")
    tell_something_waits(row.account, f"warm-note:{made.pk}")
    return made


@transaction.atomic
def answer_warm_note(*, by: Actor, note: UUID, approves: bool) -> None:
    """Approve a warm note so that one can let it travel, or throw it away. Raises WarmNote.DoesNotExist."""
    found = queries.own_warm_notes(by).get(pk=note)
    if approves:
        WarmNote.objects.filter(pk=found.pk).update(approved=timezone.now())
    else:
        found.delete()
    verb = "approved-warm-note" if approves else "removed-warm-note"
    record(by=by, verb=verb, about=by.key, thing="school.warm-note")


def end_old_offers() -> int:
    """Withdraw offers in which something waited too long for an answer, or for a parent; return how many."""
    rows = Handover.objects.filter(
        withdrawn=None, to__isnull=False, made__lt=timezone.now() - OFFER_TERM, things__state=ThingState.OFFERED
    )
    ended = 0
    for found in rows.distinct():
        with transaction.atomic():
            # What was taken stays; only what waited goes.
            HandoverThing.objects.filter(handover=found, state=ThingState.OFFERED).update(
                state=ThingState.REFUSED, content=None
            )
        ended += 1
    return ended


def _withdraw(found: Handover) -> None:
    Handover.objects.filter(pk=found.pk).update(withdrawn=timezone.now(), parent_hash="")
    HandoverThing.objects.filter(handover=found).update(content=None)


def _content(by: Actor, choice: queries.Choice, lang: str) -> dict[str, Any]:
    content: dict[str, Any] = {"title": choice.title, "lines": list(choice.lines)}
    if choice.kind is Thing.ITEM:
        key = choice.key.partition(":")[2]
        try:
            order = Order(Shape.ELM, lang, items=frozenset({key}), head=dossier.Person(name=by.name))
            content["elm"] = json.loads(written_record(by, order).data)
        except RecordRefused:
            # A language, or something without a title: the lines say it.
            pass
    return content


def _tell_counsellors(handover: Handover) -> None:
    if handover.to_id is None:
        return
    rows = SchoolPerson.objects.filter(here_now(), organisation=handover.to_id, account__isnull=False)
    for row in rows.select_related("account"):
        if "counsellor" in row.roles:
            tell_something_waits(row.account, f"handover:{handover.pk}:{row.pk}")
