"""Lets what has had its time go: accounts that are not used, consents that are over, entries of the ledger."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.erase import erase_for_term
from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Consent, ConsentRequest, Person
from wending.accounts.queries.words import LETTER_END
from wending.ledger.actions.record import record, remove_older
from wending.ledger.rules.actor import SYSTEM

MONTH = timedelta(days=30)
# How long before the end of the term somebody is told.
NOTICE = timedelta(days=30)


def let_inactive_go(*, months: int) -> tuple[int, int]:
    """Tell who did not sign in for so long, and erase who was told a month ago and still did not; return both counts.

    0 months keeps every account.
    """
    if not months:
        return 0, 0
    now = timezone.now()
    unused = Q(last_login__lt=now - months * MONTH) | Q(last_login=None, created__lt=now - months * MONTH)
    idle = Person.objects.filter(unused, is_example=False)
    erased = 0
    for person in idle.filter(warned__lt=now - NOTICE):
        erase_for_term(person=person)
        erased += 1
    told = 0
    for person in idle.filter(warned=None):
        _tell(person)
        told += 1
    # Who came back is told anew when it comes to that again.
    Person.objects.exclude(warned=None).exclude(unused).update(warned=None)
    return told, erased


@transaction.atomic
def _tell(person: Person) -> None:
    with override(person.language):
        text = _(
            "Hallo,\n\nJe hebt je account bij Wending lang niet gebruikt. Over 30 dagen wissen we het.\n"
            "Wil je het houden? Log dan een keer in.\n\n%(end)s\n"
        )
        queue_mail(
            address=person.email,
            subject=_("Je account stopt bijna"),
            text=text % {"end": LETTER_END},
            key=f"inactive:{person.pk}:{timezone.localdate()}",
            person=person.pk,
        )
    record(by=SYSTEM, verb="warned-inactive", about=str(person.ledger_key))
    person.warned = timezone.now()
    person.save(update_fields=["warned"])


def remove_old_consents(*, months: int) -> int:
    """Remove consents and questions that were over so long ago; return how many rows. 0 months keeps them."""
    if not months:
        return 0
    day = timezone.localdate() - months * MONTH
    over = Q(until__lt=day) | Q(withdrawn__date__lt=day)
    return Consent.objects.filter(over).delete()[0] + ConsentRequest.objects.filter(until__lt=day).delete()[0]


def remove_old_entries(*, months: int) -> int:
    """Remove entries of the ledger older than their term; return how many. 0 months keeps them."""
    return remove_older(than=timezone.now() - months * MONTH) if months else 0
