"""Mail of guidance: texts in `templates/guidance/mail`, the first line is the subject. No subject, calendar or notice
says what somebody comes for."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation

from wending.accounts.actions.mail import queue_mail
from wending.guidance.actions.links import address
from wending.guidance.models import Appointment
from wending.guidance.queries.calendar import TYPE, calendar_of

FILE_NAME = "afspraak.ics"


def send_letter(
    name: str,
    *,
    to: str,
    language: str,
    key: str,
    pages: dict[str, tuple[str, object]] | None = None,
    person: UUID | None = None,
    calendar: Appointment | None = None,
    **content: Any,
) -> bool:
    """Write a mail in the language of its reader into the outbox; return whether it is new. No address, no mail.

    Args:
        name: the template in `guidance/mail`, without its ending.
        pages: addresses to put in the text, by the name they have there: the page and its words.
        calendar: an appointment whose calendar file comes along.
    """
    if not to:
        return False
    with translation.override(language):
        addresses = {label: address(*words) for label, words in (pages or {}).items()}
        text = render_to_string(f"guidance/mail/{name}.txt", {**content, **addresses})
        files = [(FILE_NAME, calendar_of([calendar]), TYPE)] if calendar is not None else None
    subject, _line, body = text.strip().partition("\n")
    return queue_mail(
        address=to, subject=subject.strip(), text=body.strip() + "\n", key=key, person=person, attachments=files
    )
