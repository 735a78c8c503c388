"""Hands a case to another professional of the centre. The client hears of it first, and can say no until a day.

Nothing of the case is read for it: what the new professional may see of the client's own record, the client decides
anew. Work notes stay with who wrote them.
"""

import secrets
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wending.accounts.actions.consent import end_consents
from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.accounts.rules.consent import Purpose
from wending.guidance.actions.case_file import mail_client, write_down
from wending.guidance.actions.links import address
from wending.guidance.models import Case, Handover
from wending.guidance.queries.cases import cases_responsible_for
from wending.guidance.queries.handovers import cases_to_hand_over, living_handover, professionals_at
from wending.guidance.rules.case import CaseState
from wending.guidance.rules.handover import DAYS, HandoverState
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import SYSTEM, VISITOR, Actor


@transaction.atomic
def hand_over(*, by: Actor, case: UUID, to: UUID, has_told: bool = False) -> Handover:
    """Tell the client that a colleague will help them; it goes over at their yes, or after some days without a no.

    A client who cannot be mailed is told by their professional (`has_told`), or by the new one where theirs left; then
    it goes over at once.

    Raises:
        ValidationError: one runs already, the colleague is none, or a client without mail was not told.
        Case.DoesNotExist: it is not theirs to hand over.
    """
    found = (
        Case.objects.select_for_update(of=("self",))
        .select_related("client", "responsible")
        .get(pk=case, pk__in=cases_to_hand_over(by).order_by().values("pk"))
    )
    seat = professionals_at(by.organisation).filter(person=to).exclude(person=found.responsible_id).first()
    if seat is None or to == found.client_id:
        raise ValidationError(_("Kies een collega."))
    if Handover.objects.filter(case=found, state=HandoverState.TOLD).exists():
        raise ValidationError(_("Er loopt al een overdracht."))
    can_mail = bool(found.client or found.client_email)
    is_left = found.responsible_id != by.person
    if not can_mail and not is_left and not has_told:
        raise ValidationError(_("Vertel het eerst aan de cliënt, en vink aan dat die het goedvindt."))
    token = "" if found.client else secrets.token_urlsafe(32)
    made = Handover.objects.create(
        case=found,
        from_person=found.responsible,
        to_person_id=to,
        asked_by_id=by.person,
        state=HandoverState.TOLD,
        due=timezone.localdate() + timedelta(days=DAYS),
        token_hash=hash_of(token) if token else "",
    )
    write_down(by=by, verb="asked-handover", case=found)
    if can_mail:
        _tell_client(made, seat.person, by.organisation_name, token)
    else:
        _go_over(by, made)
    return made


@transaction.atomic
def answer_handover(*, by: Actor, handover: UUID, agrees: bool) -> None:
    """Say yes or no to a handover of one's own case, as its client. Raises Handover.DoesNotExist for others."""
    _answer(by, Handover.objects.get(pk=handover, case__client=by.me).pk, agrees)


@transaction.atomic
def answer_by_link(*, token: str, agrees: bool) -> bool:
    """Say yes or no as whoever holds the link; return whether the link still worked."""
    found = living_handover(token)
    if found is None:
        return False
    _answer(VISITOR, found.pk, agrees)
    return True


@transaction.atomic
def withdraw_handover(*, by: Actor, handover: UUID) -> None:
    """Take back a handover of one's own case that still waits."""
    found = _waiting(Handover.objects.get(pk=handover, case__in=cases_responsible_for(by)).pk)
    _end(found, HandoverState.WITHDRAWN)
    write_down(by=by, verb="withdrew-handover", case=found.case)
    mail_client(case=found.case, text=_("De overdracht gaat niet door. Je houdt je begeleider."))


def settle_handovers() -> int:
    """Let the handovers go over whose day has passed without a no; return how many."""
    late = Handover.objects.filter(state=HandoverState.TOLD, due__lt=timezone.localdate())
    return sum(_settle(number) for number in late.values_list("pk", flat=True))


@transaction.atomic
def _settle(number: UUID) -> bool:
    found = Handover.objects.select_for_update(of=("self",)).filter(pk=number, state=HandoverState.TOLD).first()
    if found is None:
        return False
    there = professionals_at(found.case.organisation_id).filter(person=found.to_person_id).exists()
    if found.case.state != CaseState.OPEN or not there:
        _end(found, HandoverState.WITHDRAWN)
        return False
    _go_over(SYSTEM, found)
    return True


def _waiting(number: UUID) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("case__client", "to_person", "asked_by")
    return rows.get(pk=number, state=HandoverState.TOLD, case__state=CaseState.OPEN)


def _answer(by: Actor, number: UUID, agrees: bool) -> None:
    found = _waiting(number)
    if agrees:
        write_down(by=by, verb="agreed-to-handover", case=found.case)
        _go_over(by, found)
        return
    _end(found, HandoverState.REFUSED)
    write_down(by=by, verb="refused-handover", case=found.case)
    if found.asked_by:
        _tell(found.asked_by, found, str(_("Een cliënt wil niet naar een andere begeleider. Kijk bij Wending.")), "no")


def _end(found: Handover, state: HandoverState) -> None:
    found.state, found.answered, found.token_hash = state, timezone.now(), ""
    found.save(update_fields=["state", "answered", "token_hash"])


def _go_over(by: Actor, found: Handover) -> None:
    """Make the new professional responsible; what the client showed the former one closes."""
    case, former = found.case, found.from_person_id
    _end(found, HandoverState.DONE)
    case.responsible = found.to_person
    case.save(update_fields=["responsible"])
    case.team.filter(person=found.to_person, ended=None).update(ended=timezone.now())
    others = Case.objects.filter(client=case.client_id, responsible=former, state=CaseState.OPEN)
    if case.client_id and former and not others.exists():
        end_consents(by=by, person=case.client_id, purpose=Purpose.GUIDANCE, to_person=former)
    write_down(by=by, verb="handed-over-case", case=case)
    if found.to_person:
        _tell(
            found.to_person,
            found,
            str(
                _(
                    "Er staat een begeleiding van een collega op je bureau. "
                    "Stel je voor aan de cliënt, en vraag of die het goedvindt."
                )
            ),
            "done",
        )


def _tell_client(made: Handover, to: Person, organisation: str, token: str) -> None:
    mail_client(
        case=made.case,
        text=_(
            "%(name)s van %(organisation)s kan je verder helpen. Je krijgt dan een andere begeleider. "
            "Wil je dat niet? Zeg het dan uiterlijk op %(day)s. Zeg je niets, dan gaat het door."
        ),
        said={"name": str(to), "organisation": organisation, "day": f"{made.due:%d-%m-%Y}"},
        key=f"handover:{made.pk}",
        subject=_("Een andere begeleider"),
        link=address("guidance:handover", token) if token else "",
    )


def _tell(person: Person, made: Handover, text: str, what: str) -> None:
    with override(person.language):
        queue_mail(
            address=person.email,
            subject=str(_("Bericht van Wending")),
            text=f"{text}\n\n{address('web:mine')}\n",
            key=f"handover:{made.pk}:{what}",
            person=person.pk,
        )
