"""Returning work: reminders a day before, and what is over goes away. Safe to do twice."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wending.guidance.actions.letters import send_letter
from wending.guidance.actions.links import AFTER, link_to
from wending.guidance.models import Appointment, Conversation, Link, Ticket, Waiting
from wending.guidance.rules.hours import DAY
from wending.guidance.rules.words import State, Waits

# Who booked less than this before gets no reminder of what they know.
JUST_BOOKED = timedelta(hours=3)


def remind() -> int:
    """Remind of what begins within a day, once for each appointment and moment; return how many mails are new."""
    now = timezone.now()
    rows = Appointment.objects.filter(
        state=State.BOOKED, begins__gt=now, begins__lte=now + DAY, made__lte=now - JUST_BOOKED, reminded=False
    )
    return sum(_remind(row) for row in rows.select_related("kind__centre__organisation", "centre", "room"))


@transaction.atomic
def _remind(row: Appointment) -> bool:
    # Only one program gets to set this; the mail is written in the same transaction.
    if not Appointment.objects.filter(pk=row.pk, version=row.version, reminded=False).update(reminded=True):
        return False
    return send_letter(
        "reminder",
        to=row.email,
        language=row.language,
        key=f"reminder:{row.pk}:{row.version}",
        person=row.person_id,
        pages={"page": ("guidance:appointment", link_to(row, row.ends + AFTER))},
        calendar=row,
        appointment=row,
    )


@transaction.atomic
def clear() -> int:
    """Wipe what is over: links, numbers, waiting places, and what people without account left behind."""
    now = timezone.now()
    old = now - timedelta(days=settings.GUIDANCE_DAYS)
    count = Link.objects.filter(until__lte=now).delete()[0]
    count += Ticket.objects.filter(day__lt=timezone.localdate()).delete()[0]
    count += Waiting.objects.filter(made__lt=old).exclude(state__in=[Waits.WAITS, Waits.OFFERED]).delete()[0]
    count += Conversation.objects.filter(person=None, changed__lt=old).delete()[0]
    # That there was an appointment may be counted; who came is not known any more.
    Appointment.objects.filter(person=None, ends__lt=old).update(name="", email="", phone="", remark="")
    return count
