"""Centres: which there are, how to find one near, and what they offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.guidance.models import Centre, TalkKind, Ticket
from wending.guidance.queries import words
from wending.guidance.rules.hours import answered_by, is_open, spans_on, write_pairs
from wending.ledger.rules.actor import Actor
from wending.reference.queries.regions import region_names, region_of_municipality

SHOWN_EXCEPTIONS = timedelta(days=60)


@dataclass(frozen=True)
class Wishes:
    """What somebody looks for in a centre; empty means anything."""

    place: str = ""
    region: str = ""
    language: str = ""
    facts: tuple[str, ...] = ()


def _open() -> QuerySet[Centre]:
    return Centre.objects.filter(is_open=True).select_related("organisation")


def has_centres() -> bool:
    """Say whether there is any centre to talk with."""
    return _open().exists()


def centre_by_slug(slug: str) -> Centre | None:
    """Return a centre that is open to the public, None when there is none."""
    return _open().filter(slug=slug).first()


def centre_of(actor: Actor) -> Centre | None:
    """Return the centre for which who asks acts as a professional or manager, None otherwise."""
    if actor.organisation is None or actor.role not in {Role.PROFESSIONAL, Role.MANAGER}:
        return None
    return Centre.objects.filter(organisation=actor.organisation).select_related("organisation").first()


def found_centres(wishes: Wishes) -> list[Centre]:
    """Return the centres that fit, by place and name: examples last. A place may be a town, a municipality or a region.

    Languages and facts are lists in a field that not every database can search, and centres are few: compared here.
    """
    region = wishes.region
    place = wishes.place.strip().casefold()
    around = region_of_municipality(wishes.place) if place else None
    names = region_names()
    found = []
    for centre in _open():
        near = not place or place in centre.place.casefold() or place in str(centre).casefold()
        near = near or bool(around and around.code == centre.organisation.region)
        near = near or place in names.get(centre.organisation.region, "").casefold()
        speaks = not wishes.language or wishes.language in centre.languages
        within = not region or centre.organisation.region == region
        if near and speaks and within and set(wishes.facts) <= set(centre.facts):
            found.append(centre)
    return sorted(found, key=lambda centre: (centre.is_example, centre.place.casefold(), str(centre).casefold()))


def regions_with_centres() -> list[dict[str, str]]:
    """Return the regions in which there is a centre, as options."""
    names = region_names()
    codes = set(_open().exclude(organisation__region="").values_list("organisation__region", flat=True))
    return [
        {"value": code, "label": names.get(code, code)} for code in sorted(codes, key=lambda one: names.get(one, one))
    ]


def professionals_of(centre: Centre) -> list[Membership]:
    """Return who is a professional of this centre now."""
    rows = Membership.objects.filter(organisation=centre.organisation_id, role=Role.PROFESSIONAL, ended=None)
    return list(rows.select_related("person").order_by("person__name", "pk"))


def colleague(centre: Centre, person: UUID) -> Membership | None:
    """Return a professional of this centre by their number, None when they are not."""
    return next((row for row in professionals_of(centre) if row.person_id == person), None)


def kinds_of(centre: Centre) -> list[TalkKind]:
    """Return the kinds of conversations one can book."""
    return list(centre.kinds.filter(is_open=True))


def kind_of(centre: Centre, key: str) -> TalkKind | None:
    """Return one kind by its key, None when it cannot be booked."""
    return centre.kinds.filter(is_open=True, key=key).first()


def week_words(week: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the hours of each weekday in words; empty words for a closed day."""
    return [
        {"day": words.WEEKDAYS[day], "hours": write_pairs(week.get(str(day), [])).replace("-", "–")} for day in range(7)
    ]


def coming_exceptions(centre: Centre) -> list[dict[str, Any]]:
    """Return the days of the next two months with other hours than usual."""
    today = timezone.localdate()
    days = {date.fromisoformat(day): pairs for day, pairs in centre.exceptions.items()}
    return [
        {"day": day, "hours": write_pairs(pairs).replace("-", "–")}
        for day, pairs in sorted(days.items())
        if today <= day <= today + SHOWN_EXCEPTIONS
    ]


def expected_answer(centre: Centre, asked: datetime | None = None) -> datetime | None:
    """Return when the centre expects to have answered what is asked now, reckoned in its office hours."""
    return answered_by(asked or timezone.now(), centre.answer_hours, centre.hours, centre.exceptions)


def walk_in_now(centre: Centre) -> bool:
    """Say whether one can walk in now: within the hours for it, on a day the centre is open."""
    now = timezone.now()
    return is_open(now, centre.walk_in) and is_open(now, centre.hours, centre.exceptions)


def walk_in_today(centre: Centre) -> bool:
    """Say whether there are hours to walk in today."""
    return bool(spans_on(timezone.localdate(), centre.walk_in))


def ticket(centre: Centre, number: int) -> Ticket | None:
    """Return a number of today, None when nobody took it."""
    return centre.tickets.filter(day=timezone.localdate(), number=number).first()


def before_in_line(taken: Ticket) -> int:
    """Return how many numbers come before this one today."""
    return Ticket.objects.filter(centre=taken.centre, day=taken.day, number__lt=taken.number, called=None).count()


def line_of(centre: Centre) -> dict[str, Any]:
    """Return how many wait today and which number was called last."""
    today = centre.tickets.filter(day=timezone.localdate())
    counts = today.aggregate(waiting=Count("pk", filter=Q(called=None)))
    last = today.exclude(called=None).order_by("-called", "-number").first()
    return {"waiting": counts["waiting"], "last": last.number if last else None}


def names_of(codes: Iterable[str], names: dict[str, Any]) -> list[Any]:
    """Return the words of codes, in the order in which the words are kept; unknown codes are left out."""
    wanted = set(codes)
    return [name for code, name in names.items() if code in wanted]
