"""The days of a plan as iCalendar (RFC 5545), for the calendar of whom it is of.

A calendar is often seen by others. So it says only that there is a step; what the step is, stays behind signing in.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Todo

from wending.accounts.models import Person
from wending.dossier.models import Action, CalendarLink
from wending.dossier.rules.plan import GoalState, StepState
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor

Part = TypeVar("Part", Todo, Event)
# The hour of a reminder, and how long it takes in a calendar.
HOUR, LENGTH = time(9), timedelta(minutes=15)
YEAR = timedelta(days=366)


def calendar_link_of(actor: Actor) -> CalendarLink | None:
    """Return the link by which the calendar of who asks follows their plan, None where there is none in force."""
    return CalendarLink.objects.filter(person=actor.me, until__gte=timezone.localdate()).first()


def owner_of_calendar(token: str) -> Person | None:
    """Return whose plan a private link leads to; None for a link that is over, withdrawn or never was."""
    links = CalendarLink.objects.filter(token_hash=hash_of(token), until__gte=timezone.localdate())
    link = links.filter(person__is_active=True).select_related("person").first()
    return link.person if link else None


def plan_calendar(person: UUID) -> bytes:
    """Return all open steps with a day. Call it for who asks, or for the holder of their private link."""
    rows = Action.objects.filter(goal__person=person, goal__state=GoalState.OPEN, state=StepState.OPEN)
    return _calendar(list(rows.order_by("pk")))


def step_calendar(actor: Actor, step: UUID) -> bytes | None:
    """Return one step of who asks, None where it is not theirs or has no day."""
    row = Action.objects.filter(pk=step, goal__person=actor.me).first()
    return _calendar([row]) if row and (row.due or row.remind_on) else None


def _calendar(rows: Collection[Action]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Wending//Plan//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Wending")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    for row in rows:
        if row.due:
            calendar.add_component(_todo(row))
        if row.remind_on:
            calendar.add_component(_event(row, row.remind_on))
    days = [row.remind_on for row in rows if row.remind_on]
    if days:
        # The clock changes twice a year: a year around the reminders is enough, all since 1970 is a long file.
        calendar.add_missing_timezones(min(days) - YEAR, max(days) + YEAR)
    content: bytes = calendar.to_ical()
    return content


def _todo(row: Action) -> Todo:
    todo = _part(Todo(), row, "step")
    todo.add("due", row.due)
    todo.add("status", "COMPLETED" if row.state == StepState.DONE else "NEEDS-ACTION")
    return todo


def _event(row: Action, day: date) -> Event:
    event = _part(Event(), row, "reminder")
    start = datetime.combine(day, HOUR, tzinfo=ZoneInfo(settings.TIME_ZONE))
    event.add("dtstart", start)
    event.add("dtend", start + LENGTH)
    event.add("transp", "TRANSPARENT")
    return event


def _part(part: Part, row: Action, what: str) -> Part:
    part.add("uid", f"{row.pk}-{what}@{settings.MAIL_DOMAIN}")
    part.add("dtstamp", row.changed)
    part.add("last-modified", row.changed)
    part.add("sequence", row.version)
    part.add("summary", _("Wending: stap in je plan"))
    part.add("class", "PRIVATE")
    part.add("url", settings.SITE_ADDRESS + reverse("dossier:plan"))
    return part
