"""Asks clients what a conversation was worth, takes their answer, and lets answers be seen in batches only.

None of these acts is in the ledger, on purpose: its moment would tell whose answer it is. The link is made with the
mail that carries it and is not tied to the appointment; the mail's text is wiped once sent.
"""

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.guidance.actions.links import address
from wending.guidance.models import Appointment, FeedbackAnswer, FeedbackBatch, FeedbackLink
from wending.guidance.queries.feedback import link_of
from wending.guidance.rules.feedback_batches import centre_may_grow, is_full
from wending.guidance.rules.words import State
from wending.kit.tokens import hash_of

# A client is asked the day after, at most this many days later; mail stays longer in the outbox than that.
ASK_WITHIN = timedelta(days=14)


def ask_feedback() -> int:
    """Write to clients whose conversation was before today; return how many are asked now. Safe to run twice."""
    today, asked = timezone.localdate(), 0
    rows = Appointment.objects.filter(
        state=State.MET, ends__date__lt=today, ends__date__gte=today - ASK_WITHIN, professional__isnull=False
    )
    for row in rows.select_related("centre__organisation", "person"):
        mailbox = row.email or (row.person.email if row.person else "")
        if mailbox:
            asked += _ask(row, mailbox, today)
    return asked


@transaction.atomic
def _ask(row: Appointment, mailbox: str, today: date) -> bool:
    token = secrets.token_urlsafe(32)
    with override(row.language if row.language == "en" else "nl"):
        text = _(
            "Je had een gesprek bij %(centre)s. Wil je vijf korte vragen beantwoorden?\n\n%(link)s\n\n"
            "Het hoeft niet. Niemand ziet wie wat antwoordt. De link werkt één keer."
        ) % {
            "centre": row.centre.organisation.name,
            "link": address("guidance:feedback", token),
        }
        is_new = queue_mail(
            address=mailbox,
            subject=_("Hoe was het gesprek?"),
            text=text,
            key=f"feedback:{row.pk}",
            person=row.person_id,
        )
    if is_new and row.professional_id:
        FeedbackLink.objects.create(
            token_hash=hash_of(token),
            professional_id=row.professional_id,
            organisation_id=row.centre.organisation_id,
            until=_end_of_next_month(today),
        )
    return is_new


@transaction.atomic
def give_feedback(*, token: str, scores: dict[str, int], better: str) -> bool:
    """Keep an answer and use up its link; return whether the link was still good."""
    found = link_of(token)
    link = FeedbackLink.objects.select_for_update().filter(pk=found.pk).first() if found else None
    if link is None:
        return False
    link.delete()
    if scores or better:
        FeedbackAnswer.objects.create(
            professional_id=link.professional_id,
            organisation_id=link.organisation_id,
            month=timezone.localdate().replace(day=1),
            scores=scores,
            better=better,
        )
        _show_what_may(link.professional_id, link.organisation_id)
    return True


def _show_what_may(professional: UUID, organisation: UUID) -> None:
    """Make a batch of waiting answers when it is full, and let the centre's figures grow when they may."""
    waiting = FeedbackAnswer.objects.select_for_update().filter(
        professional=professional, organisation=organisation, batch=None
    )
    if not is_full([answer.scores for answer in waiting]):
        return
    batch = FeedbackBatch.objects.create(professional_id=professional, organisation_id=organisation)
    waiting.update(batch=batch)
    new = FeedbackBatch.objects.select_for_update().filter(organisation=organisation, in_centre=False)
    if centre_may_grow(new.values_list("professional", flat=True)):
        new.update(in_centre=True)


def remove_old_links() -> int:
    """Remove links whose time is over; return how many."""
    return FeedbackLink.objects.filter(until__lt=timezone.localdate()).delete()[0]


def _end_of_next_month(day: date) -> date:
    number = day.year * 12 + day.month + 1
    return date(number // 12, number % 12 + 1, 1) - timedelta(days=1)
