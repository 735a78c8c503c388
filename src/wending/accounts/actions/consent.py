"""Gives and withdraws consent."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Consent, Person
from wending.accounts.rules.consent import LONGEST, Part, Purpose, needs_parent
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def give_consent(
    *,
    by: Actor,
    purpose: Purpose,
    parts: list[Part],
    until: date,
    to_person: UUID | None = None,
    to_organisation: UUID | None = None,
) -> list[Consent]:
    """Let a recipient see parts of one's own record for a purpose until a day, at most a year ahead.

    Raises:
        ValidationError: a day in the past or too far ahead, no part, or no recipient.
    """
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise ValidationError(_("Kies een einddatum tussen vandaag en een jaar vanaf nu."))
    if not parts:
        raise ValidationError(_("Kies wat je wilt laten zien."))
    if to_person is None and to_organisation is None:
        raise ValidationError(_("Kies wie het mag zien."))
    giver = Person.objects.get(pk=by.me)
    given = []
    waits = needs_parent(purpose, giver.sixteen_on, today)
    for part in parts:
        same = {
            "person": giver,
            "purpose": purpose,
            "part": part,
            "to_person_id": to_person,
            "to_organisation_id": to_organisation,
        }
        if not waits:
            # The new one takes the place of the old: else stopping one would leave the other in force, unseen.
            Consent.objects.filter(**same, withdrawn=None).update(withdrawn=timezone.now())
        consent = Consent.objects.create(**same, until=until, waits_for_parent=waits)
        record(by=by, verb="gave-consent", about=by.key, thing=part, purpose=purpose)
        given.append(consent)
    return given


@transaction.atomic
def withdraw_consent(*, by: Actor, consent: UUID) -> bool:
    """Withdraw a consent of one's own; return whether it was there and in force."""
    found = Consent.objects.filter(pk=consent, person=by.person, withdrawn=None).first()
    if found is None:
        return False
    found.withdrawn = timezone.now()
    found.save(update_fields=["withdrawn"])
    record(by=by, verb="withdrew-consent", about=by.key, thing=found.part, purpose=found.purpose)
    return True


@transaction.atomic
def end_consents(
    *,
    by: Actor,
    person: UUID,
    purpose: Purpose,
    to_person: UUID | None = None,
    to_organisation: UUID | None = None,
) -> int:
    """End the consents a person gave a recipient for a purpose that is over or did not come about; return how many.

    It only ever takes away; the person reads in their ledger who did it.
    """
    given = Consent.objects.filter(person=person, purpose=purpose, withdrawn=None)
    if to_person is not None:
        given = given.filter(to_person=to_person)
    if to_organisation is not None:
        given = given.filter(to_organisation=to_organisation)
    if to_person is None and to_organisation is None:
        raise ValueError("whose consent ends is not said")
    owner = Person.objects.only("ledger_key").get(pk=person)
    ended = 0
    for consent in given:
        consent.withdrawn = timezone.now()
        consent.save(update_fields=["withdrawn"])
        record(by=by, verb="ended-consent", about=str(owner.ledger_key), thing=consent.part, purpose=purpose)
        ended += 1
    return ended
