"""Free moments of a kind of conversation, from the hours of professionals, what is held, and the rooms."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from wending.guidance.models import Appointment, Availability, Centre, Held, Leave, Session, TalkKind, Waiting
from wending.guidance.queries.centres import professionals_of
from wending.guidance.rules.grid import cell_of, cells, inner_cells
from wending.guidance.rules.hours import DAY, ZONE, Week, open_spans, write_pairs
from wending.guidance.rules.slots import Slot, Wanted, free_slots, slot_at
from wending.guidance.rules.words import Way


def professional_key(person: Any) -> str:
    """Return the name under which time of a professional is held."""
    return f"p:{person}"


def room_key(room: int) -> str:
    """Return the name under which a room is held."""
    return f"r:{room}"


def session_key(session: Any) -> str:
    """Return the name under which seats of a session are held."""
    return f"s:{session}"


def wanted_of(kind: TalkKind) -> Wanted:
    """Return how long a kind lasts and whether it needs a room."""
    return Wanted(kind.minutes, kind.buffer, kind.way == Way.PLACE)


def slots_between(kind: TalkKind, first: date, last: date, *, moving: Appointment | None = None) -> list[Slot]:
    """Return the free moments of a kind from one day to another, within what the centre lets book.

    `moving` is an appointment whose own time counts as free: it may be moved by half its length.
    """
    centre = kind.centre
    now = timezone.now()
    earliest = now + timedelta(hours=centre.lead_hours)
    first = max(first, earliest.astimezone(ZONE).date())
    last = min(last, now.astimezone(ZONE).date() + centre.days_ahead * DAY)
    if first > last:
        return []
    people = {professional_key(row.person_id): row.person_id for row in professionals_of(centre)}
    rooms = {room_key(room.pk): set[int]() for room in centre.rooms.filter(is_open=True, seats__gte=max(2, kind.seats))}
    taken = _taken([*people, *rooms], first, last, moving)
    opened = _opened(centre, list(people.values()), first, last)
    return free_slots(
        wanted_of(kind),
        {key: opened[person] for key, person in people.items()},
        {key: taken[key] for key in people},
        {key: taken[key] for key in rooms},
        earliest,
    )


def slot_of(kind: TalkKind, begins: datetime, *, moving: Appointment | None = None) -> Slot | None:
    """Return the free moment of a kind at this time, None when it is not free."""
    day = begins.astimezone(ZONE).date()
    return slot_at(slots_between(kind, day, day, moving=moving), begins)


def open_sessions(kind: TalkKind) -> list[Session]:
    """Return the coming meetings of a group that have a seat left, each with `free`."""
    now = timezone.now()
    found = []
    for session in kind.sessions.filter(begins__gt=now, begins__lte=now + kind.centre.days_ahead * DAY).order_by(
        "begins"
    ):
        session.free = kind.seats - Held.objects.filter(resource=session_key(session.pk)).count()  # type: ignore[attr-defined]
        if session.free > 0:  # type: ignore[attr-defined]
            found.append(session)
    return found


def days_of(kind: TalkKind, first: date, days: int, moving: Appointment | None = None) -> list[dict[str, Any]]:
    """Return the days from `first` on that have free moments: the day and its slots."""
    found = slots_between(kind, first, first + (days - 1) * DAY, moving=moving)
    grouped = groupby(found, key=lambda slot: slot.begins.astimezone(ZONE).date())
    return [{"day": day, "slots": list(slots)} for day, slots in grouped]


def first_free(kind: TalkKind) -> datetime | None:
    """Return the first moment at which a kind can be booked, None when nothing is free."""
    if kind.is_group:
        return next((session.begins for session in open_sessions(kind)), None)
    today = timezone.localdate()
    # By week: most often the first has something free.
    for week in range(0, kind.centre.days_ahead + 1, 7):
        found = slots_between(kind, today + week * DAY, today + (week + 6) * DAY)
        if found:
            return found[0].begins
    return None


def waits_for(kind: TalkKind) -> int:
    """Return how many people wait for this kind."""
    return Waiting.objects.filter(kind=kind, state="waits").count()


def hours_of(person: Any, centre: Centre) -> Week:
    """Return the weekly hours in which a professional of a centre can be booked."""
    week: dict[str, list[list[str]]] = defaultdict(list)
    for row in Availability.objects.filter(professional=person, centre=centre):
        week[str(row.weekday)].append([row.begins.isoformat("minutes"), row.ends.isoformat("minutes")])
    return dict(week)


def hours_in_words(person: Any, centre: Centre) -> dict[int, str]:
    """Return the weekly hours of a professional as text for each weekday."""
    week = hours_of(person, centre)
    return {day: write_pairs(week.get(str(day), [])) for day in range(7)}


def coming_leave(person: Any) -> list[Leave]:
    """Return the time off of a professional that is not over."""
    return list(Leave.objects.filter(professional=person, ends__gt=timezone.now()))


def _opened(centre: Centre, people: list[Any], first: date, last: date) -> dict[Any, set[int]]:
    """Return the cells in which each can be booked: own hours within those of the centre, less leave."""
    opened: dict[Any, set[int]] = {person: set() for person in people}
    house: set[int] = set()
    for span in open_spans(first, last, centre.hours, centre.exceptions):
        house.update(inner_cells(span.begins, span.ends))
    weeks: dict[Any, dict[str, list[list[str]]]] = defaultdict(lambda: defaultdict(list))
    for row in Availability.objects.filter(centre=centre, professional__in=people):
        weeks[row.professional_id][str(row.weekday)].append([row.begins.isoformat(), row.ends.isoformat()])
    for person, week in weeks.items():
        for span in open_spans(first, last, week):
            opened[person].update(inner_cells(span.begins, span.ends))
        opened[person] &= house
    begin, end = _edges(first, last)
    for leave in Leave.objects.filter(professional__in=people, begins__lt=end, ends__gt=begin):
        opened[leave.professional_id].difference_update(cells(max(leave.begins, begin), min(leave.ends, end)))
    return opened


def _taken(keys: list[str], first: date, last: date, moving: Appointment | None) -> dict[str, set[int]]:
    begin, end = _edges(first, last)
    # A conversation late in the evening may reach into the next day.
    rows = Held.objects.filter(resource__in=keys, cell__gte=cell_of(begin), cell__lt=cell_of(end + DAY))
    if moving is not None:
        rows = rows.exclude(appointment=moving)
    taken: dict[str, set[int]] = defaultdict(set)
    for resource, cell in rows.values_list("resource", "cell"):
        taken[resource].add(cell)
    return taken


def _edges(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time(), ZONE), datetime.combine(last + DAY, time(), ZONE)
