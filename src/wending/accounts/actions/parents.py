"""Asks a parent of somebody below sixteen to confirm consents, and writes down the answer."""

from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Consent, ParentLink, Person
from wending.accounts.queries.consents import waiting_for_parent
from wending.accounts.queries.parents import usable_link
from wending.accounts.queries.words import LETTER_END
from wending.accounts.rules.consent import is_minor
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

# How long the link to a parent works, and how many a person can send in a day.
TERM = timedelta(days=14)
A_DAY = 3
PARENT = Actor(key="parent")


@transaction.atomic
def ask_parent(*, by: Actor, email: str, link: Callable[[str], str]) -> ParentLink:
    """Mail a parent about all consents of one's own that wait for one; an earlier link is over.

    Raises:
        ValidationError: nothing waits, it is one's own address, or too many mails today.
    """
    person = Person.objects.select_for_update().get(pk=by.me)
    email = email.strip().lower()
    waiting = waiting_for_parent(by)
    if not waiting.exists():
        raise ValidationError(_("Er is niets waarvoor een ouder nodig is."))
    if email == person.email:
        raise ValidationError(_("Dit is je eigen adres. Vul het adres van je ouder in."))
    since = timezone.now() - timedelta(days=1)
    if ParentLink.objects.filter(person=person, made__gt=since).count() >= A_DAY:
        raise ValidationError(_("Je stuurde vandaag al genoeg mails. Probeer het morgen weer."))
    ParentLink.objects.filter(person=person, answered=None).update(expires=timezone.now(), email="")
    token = new_token()
    asked = ParentLink.objects.create(
        person=person, email=email, token_hash=hash_of(token), expires=timezone.now() + TERM
    )
    waiting.update(parent_link=asked)
    record(by=by, verb="asked-parent", about=by.key)
    text = _(
        "Hallo,\n\n%(name)s is jonger dan 16 jaar en gebruikt Wending. Wending helpt bij kiezen van werk en leren.\n"
        "%(name)s wil iets laten zien aan iemand anders. Dat mag pas als een ouder of voogd het goed vindt.\n\n"
        "Lees wat het is en geef antwoord:\n%(link)s\n\n"
        "De link werkt 14 dagen, een keer.\n"
        "Kent u %(name)s niet? Dan hoeft u niets te doen. Er wordt dan niets gedeeld.\n\n%(end)s\n"
    )
    queue_mail(
        address=email,
        subject=_("Een vraag over uw kind"),
        text=text % {"name": str(person), "link": link(token), "end": LETTER_END},
        key=f"parent:{asked.pk}",
        person=person.pk,
    )
    return asked


@transaction.atomic
def answer_as_parent(*, token: str, agrees: bool) -> bool:
    """Write down a parent's answer; return whether the link could be used. A no withdraws what waited."""
    asked = usable_link(hash_of(token), lock=True)
    if asked is None:
        return False
    now = timezone.now()
    waiting = Consent.objects.filter(parent_link=asked, parent_confirmed=None, withdrawn=None)
    for consent in waiting:
        verb = "parent-agreed" if agrees else "parent-refused"
        record(by=PARENT, verb=verb, about=str(asked.person.ledger_key), thing=consent.part, purpose=consent.purpose)
    waiting.update(**({"parent_confirmed": now} if agrees else {"withdrawn": now}))
    asked.answered, asked.agreed, asked.email = now, agrees, ""
    asked.save(update_fields=["answered", "agreed", "email"])
    return True


@transaction.atomic
def confirm_grown_up(*, by: Actor) -> int:
    """Confirm oneself, having turned sixteen, the consents that waited for a parent; return how many.

    Raises:
        ValidationError: one is still below sixteen.
    """
    person = Person.objects.get(pk=by.me)
    if is_minor(person.sixteen_on, timezone.localdate()):
        raise ValidationError(_("Dit kan pas als je 16 bent."))
    rows = list(waiting_for_parent(by))
    for consent in rows:
        consent.waits_for_parent = False
        consent.save(update_fields=["waits_for_parent"])
        record(by=by, verb="gave-consent", about=by.key, thing=consent.part, purpose=consent.purpose)
    ParentLink.objects.filter(person=person, answered=None).update(expires=timezone.now(), email="")
    return len(rows)


def clear_old_links() -> int:
    """Wipe the addresses of parents whose link is over; return how many."""
    return ParentLink.objects.filter(expires__lt=timezone.now()).exclude(email="").update(email="")
