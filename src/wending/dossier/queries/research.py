"""What a record can tell a study: how many jobs and courses somebody put in it, never which.

Whether somebody works now is not read from it: a record without a job is not a person without one.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from wending.accounts.queries.research import batches
from wending.accounts.rules.consent import Part
from wending.accounts.rules.research import CovariateSeen, Given, Seen
from wending.dossier.models import Item
from wending.dossier.rules.record import Kind

READS: dict[Any, tuple[str, ...]] = {Item: ("kind", "added")}
COUNTED = {Kind.WORK.value: "jobs", Kind.COURSE.value: "courses"}
TELLS = {"jobs": Part.EXPERIENCE, "courses": Part.EXPERIENCE}


def seen(given: Given) -> Iterator[Seen]:
    """Yield counts after each thing that was added; who put in nothing has no count, not zero."""
    for people in batches(given.of(Part.EXPERIENCE)):
        many: dict[tuple[Any, str], int] = {}
        rows = Item.objects.filter(person__in=people, kind__in=COUNTED).order_by("added")
        for person, kind, added in rows.values_list("person", *READS[Item]):
            on = timezone.localtime(added).date()
            if on <= given.until:
                many[person, kind] = many.get((person, kind), 0) + 1
                yield CovariateSeen(person, COUNTED[kind], float(many[person, kind]), on)
