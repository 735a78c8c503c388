"""The calendar file of a visit (iCalendar, RFC 5545). It says when and where; no class, no names, no number."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from wending.school.models import Visit
from wending.school.rules.outside import OfferKind, VisitState

TYPE = "text/calendar"


def visit_calendar(visit: Visit) -> str:
    """Return the calendar file of a visit; one that is called off takes itself out of the calendar."""
    event = Event()
    event.add("uid", f"{visit.pk}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", timezone.now())
    day = visit.day
    if day.begins:
        begins = timezone.make_aware(datetime.combine(day.day, day.begins))
        ends = timezone.make_aware(datetime.combine(day.day, day.ends)) if day.ends else begins + timedelta(hours=1)
        event.add("dtstart", begins.astimezone(UTC))
        event.add("dtend", ends.astimezone(UTC))
    else:
        event.add("dtstart", day.day)
    event.add("summary", _("Bezoek van school"))
    if visit.offer.kind != OfferKind.GUEST and visit.offer.place:
        event.add("location", f"{visit.offer.host}, {visit.offer.place}")
    event.add("class", "PRIVATE")
    event.add("sequence", visit.version)
    is_on = visit.state in {VisitState.AGREED, VisitState.DONE}
    event.add("status", "CONFIRMED" if is_on else "TENTATIVE" if visit.state == VisitState.ASKED else "CANCELLED")
    calendar = Calendar()
    calendar.add("prodid", "-//Wending//Bezoeken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text
