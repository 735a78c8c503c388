"""What the manager of a centre sees of its settings: what is still to do, and what stands outside the new hours.

Of appointments a manager sees when and with whom of the staff, never who comes.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.rules.roles import Role
from wending.guidance.models import Appointment, Availability, Centre, Room, Session, TalkKind, Waiting
from wending.guidance.queries.centres import kinds_of, professionals_of
from wending.guidance.queries.slots import first_free
from wending.guidance.rules.hours import ZONE, spans_on, write_pairs
from wending.guidance.rules.words import State, Waits, Way
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class Step:
    """One thing a centre needs before anybody can book: whether it is there, and the page to see to it."""

    words: str
    is_done: bool
    page: str


def managed_centre(actor: Actor) -> Centre | None:
    """Return the centre whose manager asks, None when there is none (yet)."""
    if actor.organisation is None or actor.role != Role.MANAGER:
        return None
    return Centre.objects.filter(organisation=actor.organisation).select_related("organisation").first()


def room_of(actor: Actor, number: int) -> Room | None:
    """Return a room of the centre whose manager asks, None when it is not theirs."""
    centre = managed_centre(actor)
    return centre.rooms.filter(pk=number).first() if centre else None


def talk_kind_of(actor: Actor, number: int) -> TalkKind | None:
    """Return a kind of conversation of the centre whose manager asks, closed or not; None when it is not theirs."""
    centre = managed_centre(actor)
    return centre.kinds.filter(pk=number).first() if centre else None


def steps_of(centre: Centre) -> list[Step]:
    """Return what a centre needs before anybody can book a conversation, in the order in which to do it."""
    kinds = kinds_of(centre)
    needs_room = any(kind.way == Way.PLACE for kind in kinds) or not kinds
    people = [row.person_id for row in professionals_of(centre)]
    has_hours = Availability.objects.filter(centre=centre, professional__in=people).exists()
    steps = [
        Step(_("Openingstijden"), any(centre.hours.values()), "guidance:settings_hours"),
        Step(_("Een soort gesprek"), bool(kinds), "guidance:settings_kinds"),
    ]
    if needs_room:
        steps.append(Step(_("Een kamer"), centre.rooms.filter(is_open=True).exists(), "guidance:settings_rooms"))
    return [
        *steps,
        Step(_("Een begeleider"), bool(people), "accounts:organisation"),
        Step(_("Uren van een begeleider. Die zet de begeleider zelf, bij Agenda."), has_hours, ""),
    ]


def is_bookable(centre: Centre) -> bool:
    """Say whether there is a moment that could be booked, were the centre open to visitors."""
    return any(first_free(kind) is not None for kind in kinds_of(centre))


def coming_days(centre: Centre) -> list[dict[str, Any]]:
    """Return the days to come with other hours than usual: the day and its hours in words, empty when closed."""
    today = timezone.localdate()
    days = sorted((date.fromisoformat(day), pairs) for day, pairs in centre.exceptions.items())
    return [{"day": day, "hours": write_pairs(pairs).replace("-", "–")} for day, pairs in days if day >= today]


def outside_hours(centre: Centre) -> list[Appointment | Session]:
    """Return the coming conversations and groups that do not lie within the hours of the centre, in order of time."""
    now = timezone.now()
    alone = Appointment.objects.filter(centre=centre, state=State.BOOKED, begins__gt=now, session=None)
    groups = Session.objects.filter(kind__centre=centre, begins__gt=now)
    rows: list[Appointment | Session] = [*alone.select_related("professional"), *groups.select_related("professional")]
    return sorted((row for row in rows if not _is_within(centre, row)), key=lambda row: row.begins)


def is_used(kind: TalkKind) -> bool:
    """Say whether somebody counts on a kind as it is: booked, planned as a group, or waiting for it."""
    now = timezone.now()
    return (
        Appointment.objects.filter(kind=kind, state=State.BOOKED, ends__gt=now).exists()
        or Session.objects.filter(kind=kind, ends__gt=now).exists()
        or Waiting.objects.filter(kind=kind, state__in=[Waits.WAITS, Waits.OFFERED]).exists()
    )


def _is_within(centre: Centre, row: Appointment | Session) -> bool:
    spans = spans_on(row.begins.astimezone(ZONE).date(), centre.hours, centre.exceptions)
    return any(span.begins <= row.begins and row.ends <= span.ends for span in spans)
