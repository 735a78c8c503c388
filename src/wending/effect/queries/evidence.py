"""Which evidence there is: for everybody what was checked, for researchers also what waits for a check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from wending.effect.models import Approach, Evidence, PlanVersion
from wending.effect.queries.scope import is_researcher
from wending.effect.rules.evidence import Key, Origin, Told, length_of
from wending.ledger.rules.actor import Actor


def counted() -> QuerySet[Evidence]:
    """Return what may be shown and put together: checked literature, and studies here that still stand."""
    here = Q(origin=Origin.HERE, study__published__isnull=False, study__withdrawn__isnull=True)
    literature = Q(origin=Origin.LITERATURE, checked__isnull=False)
    return Evidence.objects.filter(here | literature).select_related("study").order_by("year", "title", "pk")


def by_topic() -> dict[Key, list[Evidence]]:
    """Return what may be shown by approach, outcome, unit and length of time."""
    found: dict[Key, list[Evidence]] = {}
    for row in counted():
        found.setdefault(Key(row.approach, row.outcome, row.unit, length_of(row.horizon)), []).append(row)
    return found


def of_real_people(rows: Sequence[Evidence]) -> list[Evidence]:
    """Return which studies of one topic are taken together: no made-up example where any study is real."""
    return [row for row in rows if not row.is_example] or list(rows)


def changed_late(rows: Sequence[Evidence]) -> set[UUID]:
    """Return the studies here of which the plan was changed after their outcomes were opened."""
    here = [row.study_id for row in rows if row.study_id]
    return set(PlanVersion.objects.filter(study__in=here, was_opened=True).values_list("study", flat=True))


def withdrawn() -> QuerySet[Evidence]:
    """Return studies here that were withdrawn: they are told and not counted."""
    return Evidence.objects.filter(study__withdrawn__isnull=False).select_related("study").order_by("year", "title")


def literature(actor: Actor) -> QuerySet[Evidence]:
    """Return all evidence from literature to who acts for a research office; nothing to others."""
    if not is_researcher(actor):
        return Evidence.objects.none()
    found = Evidence.objects.filter(origin=Origin.LITERATURE)
    return found.select_related("organisation", "entered_by", "checked_by").order_by("checked", "-made")


def editable(actor: Actor) -> QuerySet[Evidence]:
    """Return the evidence from literature that the office of who asks entered: theirs to change."""
    return Evidence.objects.filter(pk__in=literature(actor).filter(organisation=actor.organisation).values("pk"))


def approach_names() -> dict[str, str]:
    """Return the names of approaches by their key, in the present language."""
    field = "name_en" if (get_language() or "nl").startswith("en") else "name_nl"
    return dict(Approach.objects.values_list("key", field))


def as_rows() -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Return headings and rows of a CSV file of everything counted, in the form in which it is read in again."""
    names = tuple(one.name for one in fields(Told))
    kept = (row for topic in by_topic().values() for row in of_real_people(topic))
    rows = (tuple("" if (cell := getattr(row, name)) is None else cell for name in names) for row in kept)
    return names, rows
