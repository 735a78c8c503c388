"""What work can tell a study: training in a firm's plan at which somebody's name stands by their own yes.

Moves inside a firm are not told: no day of them is kept here.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.queries.research import batches
from wending.accounts.rules.consent import Part
from wending.accounts.rules.research import Exposure, Given, Seen
from wending.work.models import TrainingLine, TrainingName

READS: dict[Any, tuple[str, ...]] = {
    TrainingName: ("asked", "accepted"),
    TrainingLine: ("organisation", "starts", "hours", "is_done"),
}
APPROACHES = {"training": _("Scholing uit het opleidingsplan van een bedrijf")}


def seen(given: Given) -> Iterator[Seen]:
    """Yield the first training of who lets it be seen; the dose is in hours. On which day it ended is not known."""
    lines = tuple(f"line__{name}" for name in READS[TrainingLine])
    for people in batches(given.of(Part.EXPERIENCE)):
        rows = TrainingName.objects.filter(person__in=people, accepted__isnull=False, line__starts__lte=given.until)
        first = set()
        ordered = rows.order_by("line__starts").values_list("person", *READS[TrainingName], *lines)
        for person, asked, accepted, where, starts, hours, is_done in ordered:
            if person in first:
                continue
            first.add(person)
            # It began when it began, also where the name was put down afterwards.
            offered = min(timezone.localtime(asked).date(), starts)
            yield Exposure(
                person=person,
                approach="training",
                offered_on=offered,
                accepted_on=max(offered, min(timezone.localtime(accepted).date(), starts)),
                completed_on=None,
                dose=float(hours) if is_done and hours is not None else None,
                organisation=where,
            )
