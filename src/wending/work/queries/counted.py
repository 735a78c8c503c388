"""Whom a firm counts in a quarter: who belongs to it with their own account, and what of talks, training and turns.

Counts only, for the firm's own managers; never of a team. Moves from work to work are not here: their counts have no
day, and are published by their own rule (`rules/moving.py`); the same people counted twice could be told apart.
"""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.rules.counted import CountedPerson, Quarter
from wending.work.models import Colleague, Talk, TrainingName, TurnAnswer
from wending.work.rules.rotation import State

# Hours a week from which work is full-time, as Statistics Netherlands counts.
FULL_TIME = 35
# Who belonged to a firm is not kept: after so many days a quarter cannot be counted any more.
KNOWN_DAYS = 122
HOURS = {
    "part": _("Minder dan 35 uur per week"),
    "full": _("35 uur per week of meer"),
    "unknown": _("Onbekend"),
}


def groups(organisation: UUID) -> dict[str, tuple[str, ...]]:
    """Return the classes of people of a firm: by hours a week."""
    return {"hours": tuple(HOURS)}


def words(dimension: str, value: str) -> object:
    """Return what a class is called, nothing for a class of another domain."""
    return HOURS.get(value, "") if dimension == "hours" else ""


def counted(organisation: UUID, quarter: Quarter) -> Iterator[CountedPerson]:
    """Yield who belongs to a firm with their own account, as it is now; nobody for a quarter too long ago."""
    if quarter.last + timedelta(days=KNOWN_DAYS) < timezone.localdate():
        return
    talked = set(
        Talk.objects.filter(organisation=organisation, day__range=(quarter.first, quarter.last)).values_list(
            "person", flat=True
        )
    )
    trained = set(
        TrainingName.objects.filter(
            line__organisation=organisation,
            accepted__isnull=False,
            line__starts__range=(quarter.first, quarter.last),
        ).values_list("person", flat=True)
    )
    turned = _turned(organisation, quarter)
    there = Q(ended=None) | Q(ended__gt=quarter.last)
    rows = Colleague.objects.filter(there, organisation=organisation, account__isnull=False)
    for account, hours in rows.values_list("account", "hours"):
        yield CountedPerson(
            token=secrets.token_hex(8),
            base="colleagues",
            groups={"hours": _hours(hours)},
            answers={
                "work_talk": True if account in talked else None,
                "in_training": True if account in trained else None,
                "rotated": True if account in turned else None,
            },
        )


def _turned(organisation: UUID, quarter: Quarter) -> set[UUID]:
    rows = TurnAnswer.objects.filter(
        turn__rotation__team__organisation=organisation,
        turn__rotation__state=State.READY,
        is_accepted=True,
    ).values_list("person", "turn__rotation__monday", "turn__week")
    return {person for person, monday, week in rows if quarter.has(monday + timedelta(weeks=week))}


def _hours(hours: Decimal | None) -> str:
    return "unknown" if hours is None else "full" if hours >= FULL_TIME else "part"
