"""Asks somebody for consent, and answers such a question. Asking gives nothing: only the person's own answer does."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.consent import give_consent
from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Consent, ConsentRequest, Person
from wending.accounts.rules.consent import LONGEST, Part, Purpose
from wending.accounts.rules.roles import GUARDED_ROLES
from wending.kit.bsn import find_bsn
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

LONGEST_REASON = 500


@transaction.atomic
def ask_consent(
    *,
    by: Actor,
    person: UUID,
    purpose: Purpose,
    parts: list[Part],
    reason: str,
    until: date,
    for_colleagues: bool = False,
) -> ConsentRequest:
    """Ask a person whether one may see parts of their record for a purpose until a day; they get a mail.

    A question that waits already for the same purpose is replaced. `for_colleagues` asks for everyone of the
    organisation with a role that may see something of others, not only for who asks.

    Raises:
        PermissionDenied: who asks acts in no role that may see something of others, or without a second factor.
        ValidationError: no such person, no part, no reason, or a day in the past or too far ahead.
    """
    if by.role not in GUARDED_ROLES or by.organisation is None or not by.has_second_factor:
        raise PermissionDenied("no role to ask in")
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise ValidationError(_("Kies een einddatum tussen vandaag en een jaar vanaf nu."))
    if not parts:
        raise ValidationError(_("Kies wat je wilt zien."))
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ValidationError(_("Schrijf waarom je dit vraagt, in hooguit 500 tekens."))
    if find_bsn(reason):
        raise ValidationError(_("Dit lijkt op een BSN. Vul hier nooit een BSN in."))
    asked = Person.objects.filter(pk=person, is_active=True).first()
    if asked is None or asked.pk == by.me:
        raise ValidationError(_("Deze persoon is er niet."))
    ConsentRequest.objects.filter(person=asked, by_person=by.me, purpose=purpose, answered=None).delete()
    question = ConsentRequest.objects.create(
        person=asked,
        by_person_id=by.me,
        by_organisation_id=by.organisation,
        is_for_colleagues=for_colleagues,
        purpose=purpose,
        parts=[part.value for part in Part if part in parts],
        reason=reason,
        until=until,
    )
    record(by=by, verb="asked-consent", about=str(asked.ledger_key), purpose=purpose)
    with override(asked.language):
        queue_mail(
            address=asked.email,
            subject=_("Iemand heeft een vraag voor je"),
            text=_(
                "Hallo,\n\n%(name)s van %(organisation)s vraagt of je iets van jezelf wilt laten zien.\n"
                "Log in bij Wending en kies Wie mag wat zien. Daar lees je de vraag. Jij bepaalt het antwoord.\n"
            )
            % {"name": by.name, "organisation": by.organisation_name},
            person=asked.pk,
        )
    return question


@transaction.atomic
def answer_request(*, by: Actor, request: UUID, parts: list[Part]) -> list[Consent] | None:
    """Answer a question about one's own record: yes to these parts, no to the others; no parts is no.

    Returns the consents given, or None when no such question waits. A part that was not asked for is left out. A
    question whose end day has passed counts as refused.
    """
    question = ConsentRequest.objects.select_for_update().filter(pk=request, person=by.person, answered=None).first()
    if question is None:
        return None
    wanted = [part for part in parts if part.value in question.parts]
    if question.until < timezone.localdate():
        wanted = []
    given = []
    if wanted:
        given = give_consent(
            by=by,
            purpose=Purpose(question.purpose),
            parts=wanted,
            until=question.until,
            to_person=None if question.is_for_colleagues else question.by_person_id,
            to_organisation=question.by_organisation_id,
        )
    else:
        record(by=by, verb="refused-consent", about=by.key, purpose=question.purpose)
    question.answered = timezone.now()
    question.was_given = bool(wanted)
    question.save(update_fields=["answered", "was_given"])
    return given
