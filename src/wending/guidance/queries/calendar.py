"""Calendar files (iCalendar, RFC 5545). They travel to shared calendars and telephones, so they say "Afspraak", when
and where, and nothing else: no name, no kind of conversation, no link to a video room."""

from collections.abc import Iterable
from datetime import UTC

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from wending.guidance.models import Appointment, Session
from wending.guidance.rules.words import State, Way

TYPE = "text/calendar"


def calendar_of(items: Iterable[Appointment | Session]) -> str:
    """Return the calendar file of appointments and groups; a cancelled one takes itself out of the calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Wending//Afspraken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for item in items:
        calendar.add_component(_event(item))
    text: str = calendar.to_ical().decode()
    return text


def _event(item: Appointment | Session) -> Event:
    centre = item.kind.centre
    event = Event()
    # Moments in UTC: every calendar shows them by the clock of its owner, also when the clock changes.
    event.add("uid", f"{item.pk}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", item.begins.astimezone(UTC))
    event.add("dtend", item.ends.astimezone(UTC))
    event.add("summary", _("Afspraak"))
    if item.kind.way == Way.PLACE:
        event.add("location", centre.where)
    event.add("class", "PRIVATE")
    if isinstance(item, Appointment):
        event.add("sequence", item.version)
        event.add("status", "CANCELLED" if item.state == State.CANCELLED else "CONFIRMED")
    return event
