"""Centres, kinds of conversations and professionals with hours, for tests."""

from datetime import time
from itertools import count
from typing import Any

from tests.accounts.factories import make_member, make_organisation
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.guidance.models import Availability, Centre, Room, TalkKind

_numbers = count(1)
WORKDAYS = range(5)


def make_centre(name: str = "Werkplein Oost", place: str = "Voorbeeldstad", **fields: Any) -> Centre:
    """Return a centre, open on working days from nine to five, with one room and no lead time."""
    told: dict[str, Any] = {
        "hours": {str(day): [["09:00", "17:00"]] for day in WORKDAYS},
        "languages": ["nl", "en"],
        "lead_hours": 0,
        **fields,
    }
    organisation = make_organisation(name=name, region=told.pop("region", ""))
    centre = Centre.objects.create(organisation=organisation, slug=f"centrum-{next(_numbers)}", place=place, **told)
    Room.objects.create(centre=centre, name="Kamer 1")
    return centre


def make_kind(centre: Centre, key: str = "eerste-gesprek", **fields: Any) -> TalkKind:
    """Return a kind of conversation: 45 minutes at the centre, a quarter after it free."""
    return TalkKind.objects.create(centre=centre, key=key, **{"name": "Eerste gesprek", **fields})


def make_professional(centre: Centre, name: str = "Robin", hours: tuple[int, int] = (9, 17)) -> Membership:
    """Return a professional of a centre who can be booked on working days between these hours."""
    member = make_member(Role.PROFESSIONAL, centre.organisation, name)
    for day in WORKDAYS:
        Availability.objects.create(
            professional=member.person, centre=centre, weekday=day, begins=time(hours[0]), ends=time(hours[1])
        )
    return member
