"""One's own accepted turns as a calendar file (RFC 5545). It travels to shared calendars: it says that there is work,
in which week, and for whom one works. No task that tells of what somebody can or may, no colleague, no reason."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from wending.ledger.rules.actor import Actor
from wending.work.queries.own_work import own_weeks

TYPE = "text/calendar; charset=utf-8"


def own_calendar(actor: Actor) -> bytes:
    """Return a whole-week event for each turn that who asks accepted, from this week on."""
    calendar = Calendar()
    calendar.add("prodid", "-//Wending//Rooster//NL")
    calendar.add("version", "2.0")
    for monday, turns in own_weeks(actor).items():
        for own in turns:
            if own.answer is None or not own.answer.is_accepted:
                continue
            event = Event()
            event.add("uid", f"{own.turn.pk}@{settings.MAIL_DOMAIN}")
            event.add("dtstamp", timezone.now())
            event.add("dtstart", monday)
            event.add("dtend", monday + timedelta(days=7))
            event.add("summary", _("Rooster: %d uur") % own.hours)
            event.add("class", "PRIVATE")
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text
