"""Whom guidance counts of a centre in a quarter: who began, and who ended three, six and twelve months ago.

Counts only, for the centre's own managers; no question, note or answer in own words. What was never asked or answered,
and a conversation we cannot know of because it was booked without an account, is unknown.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.rules.counted import CountedPerson, Quarter
from wending.guidance.models import Appointment, Case, FollowUp
from wending.guidance.queries.research import APPROACHES
from wending.guidance.rules.case import Line
from wending.guidance.rules.follow_up import ANSWER_DAYS, IN_WORK, MONTHS, SATISFIED, TOOK_A_STEP, UNKNOWN, due_on
from wending.guidance.rules.words import State
from wending.kit.small_cells import SMALLEST

# Within so many days somebody talks in time.
IN_TIME = 30
LANGUAGES = {"nl": _("Nederlands"), "other": _("Een andere taal"), "unknown": _("Onbekend")}
WORDS = {"approach": APPROACHES, "language": LANGUAGES}


def groups(organisation: UUID) -> dict[str, tuple[str, ...]]:
    """Return the classes of people of a centre: lines, and the language of their appointment.

    Those that a centre never had are left out, unless it had so few people that this would tell of them.
    """
    rows = Case.objects.filter(organisation=organisation)
    every = {"approach": tuple(f"guidance-{line}" for line in Line), "language": tuple(LANGUAGES)}
    if rows.count() < SMALLEST:
        return every
    lines = set(rows.values_list("line", flat=True).distinct())
    spoken = {_spoken(one or "") for one in rows.values_list("appointment__language", flat=True).distinct()}
    had = {f"guidance-{line}" for line in lines} | spoken | {"unknown"}
    return {dimension: tuple(one for one in classes if one in had) for dimension, classes in every.items()}


def words(dimension: str, value: str) -> object:
    """Return what a class is called, nothing for a class of another domain."""
    return WORDS.get(dimension, {}).get(value, "")


def counted(organisation: UUID, quarter: Quarter) -> Iterator[CountedPerson]:
    """Yield who began in a quarter, and of whom the time to answer ended in it; one row for each case."""
    tokens: dict[Any, str] = defaultdict(lambda: secrets.token_hex(8))
    rows = Case.objects.filter(organisation=organisation).select_related("appointment").order_by("opened")
    begun = list(rows.filter(opened__date__range=(quarter.first, quarter.last)))
    talks = _talks(organisation, {row.client_id for row in begun if row.client_id})
    for row in begun:
        days = _wait(row, talks)
        is_in_time = days is not None and days <= IN_TIME
        yield _person(row, "begun", tokens, {"talk_in_time": is_in_time or None}, days if is_in_time else None)
    answered = _answers(organisation)
    for row in rows.filter(closed__isnull=False):
        for months in MONTHS:
            if row.closed and quarter.has(due_on(_day(row.closed), months) + timedelta(days=ANSWER_DAYS)):
                yield _person(row, f"ended-{months}", tokens, answered.get((row.pk, months), {}))


def _person(
    row: Case, base: str, tokens: dict[Any, str], answers: dict[str, bool | None], days: int | None = None
) -> CountedPerson:
    return CountedPerson(
        token=tokens[row.client_id or row.pk],
        base=base,
        groups={
            "approach": f"guidance-{row.line}",
            "language": _spoken(row.appointment.language if row.appointment else ""),
        },
        answers=answers,
        days=days,
        staff=tokens[row.responsible_id] if row.responsible_id else "",
    )


def _spoken(language: str) -> str:
    return "unknown" if not language else "nl" if language == "nl" else "other"


def _talks(organisation: UUID, people: set[UUID]) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = {}
    met = Appointment.objects.filter(centre__organisation=organisation, state=State.MET, person__in=people)
    for person, begins in met.order_by("begins").values_list("person", "begins"):
        found.setdefault(person, []).append(_day(begins))
    return found


def _wait(row: Case, talks: dict[UUID, list[date]]) -> int | None:
    """Return days from asking to the first conversation; None where we know of none."""
    start, own = _day(row.opened), []
    if row.appointment:
        start = min(start, _day(row.appointment.made))
        own = [_day(row.appointment.begins)] if row.appointment.state == State.MET else []
    held = [day for day in (*own, *talks.get(row.client_id, [])) if day >= start]  # type: ignore[arg-type]
    return (min(held) - start).days if held else None


def _answers(organisation: UUID) -> dict[tuple[UUID, int], dict[str, bool | None]]:
    rows = FollowUp.objects.filter(case__organisation=organisation, answered__isnull=False)
    found = {}
    for case, months, doing, satisfied, step in rows.values_list("case", "months", "doing", "satisfied", "step"):
        found[case, months] = {
            "in_work": _said(doing, IN_WORK),
            "satisfied": _said(satisfied, SATISFIED),
            "took_step": _said(step, TOOK_A_STEP),
        }
    return found


def _said(answer: str, counted_as: Any) -> bool | None:
    return None if answer in UNKNOWN else answer in counted_as


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
