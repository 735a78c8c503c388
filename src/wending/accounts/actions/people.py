"""Makes accounts, and changes what a person told of themselves."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Person
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM, Actor


def sign_up(*, email: str, language: str) -> Person | None:
    """Make an account for an address that has none; it is nobody's until the code that is mailed there is filled in.

    Returns None where the address has an account after all, such as one that is closed.
    """
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email=email, language=language)
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
            record(by=SYSTEM, verb="made-account", about=str(person.ledger_key))
    except IntegrityError:
        return None
    return person


def note_address(*, person: Person) -> None:
    """Let allauth know the address of somebody whose account was not made on the page, such as an example."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"primary": True, "verified": False})


@transaction.atomic
def change_person(*, by: Actor, name: str, language: str, sixteen_on: date | None) -> Person:
    """Change one's own name, language and the day one turns sixteen.

    Raises:
        ValidationError: the day was made earlier, or taken away, while somebody is below sixteen.
    """
    person = Person.objects.select_for_update().get(pk=by.me)
    was = person.sixteen_on
    if was is not None and timezone.localdate() < was and (sixteen_on is None or sixteen_on < was):
        raise ValidationError(_("Deze dag kun je alleen later maken. Klopt de dag niet? Maak dan een nieuw account."))
    person.name, person.language, person.sixteen_on = name, language, sixteen_on
    person.save(update_fields=["name", "language", "sixteen_on"])
    record(by=by, verb="changed-details", about=by.key)
    return person


@transaction.atomic
def remove_password(*, by: Actor) -> None:
    """Take away one's own password; a code by mail or a passkey is then the way in."""
    person = Person.objects.get(pk=by.me)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record(by=by, verb="removed-password", about=by.key)


@transaction.atomic
def end_other_sessions(*, by: Actor) -> Person:
    """End every session of one's own but the one that is told the new stamp; return the person with it."""
    person = Person.objects.get(pk=by.me)
    field = Person._meta.get_field("session_stamp")
    person.session_stamp = field.get_default()
    person.save(update_fields=["session_stamp"])
    record(by=by, verb="ended-sessions", about=by.key)
    return person


def remove_unfinished(*, hours: int = 24) -> int:
    """Remove accounts whose address was never confirmed; return how many."""
    old = timezone.now() - timedelta(hours=hours)
    rows = Person.objects.filter(created__lt=old, last_login=None, is_example=False)
    rows = rows.filter(emailaddress__verified=False).exclude(emailaddress__verified=True)
    count = rows.count()
    rows.delete()
    return count
