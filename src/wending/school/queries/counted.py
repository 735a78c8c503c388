"""Whom a school counts in a quarter: its learners, with whom there was a career talk, and who handed something in.

Counts only, for the school's own managers; nothing of what was said or written. What alumni tell is counted once, in
their round, and not here again.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from wending.accounts.rules.counted import CountedPerson, Quarter
from wending.school.models import HandIn, Mentorship, SchoolGroup, SchoolPerson, SchoolTalk, Seat
from wending.school.queries.words import phase_in_words
from wending.school.rules.talks import TalkState
from wending.school.rules.terms import PHASES

NO_PHASE = "unknown"


def groups(organisation: UUID) -> dict[str, tuple[str, ...]]:
    """Return the phases that a school has groups of, and the unknown one."""
    there = set(SchoolGroup.objects.filter(organisation=organisation, is_home=True).values_list("phase", flat=True))
    return {"phase": (*(phase for phase in PHASES if phase in there), NO_PHASE)}


def words(dimension: str, value: str) -> object:
    """Return what a phase is called, nothing for a class of another domain."""
    if dimension != "phase":
        return ""
    return _("Onbekend") if value == NO_PHASE else phase_in_words(value)


def counted(organisation: UUID, quarter: Quarter) -> Iterator[CountedPerson]:
    """Yield the learners of a school at the end of a quarter."""
    tokens: dict[Any, str] = defaultdict(lambda: secrets.token_hex(8))
    there = Q(ended=None) | Q(ended__gt=quarter.last)
    learners = [one for one in SchoolPerson.objects.filter(there, organisation=organisation) if one.is_learner]
    home, late = _seats(organisation, quarter)
    talked = set(
        SchoolTalk.objects.filter(
            learner__organisation=organisation, state=TalkState.HELD, held_on__range=(quarter.first, quarter.last)
        ).values_list("learner", flat=True)
    )
    handed = set(
        HandIn.objects.filter(
            learner__organisation=organisation, handed_in__date__range=(quarter.first, quarter.last)
        ).values_list("learner", flat=True)
    )
    mentors = dict(Mentorship.objects.filter(learner__organisation=organisation).values_list("learner", "mentor"))
    for one in learners:
        if one.pk in late:
            continue
        mentor = mentors.get(one.pk)
        yield CountedPerson(
            token=tokens[one.pk],
            base="learners",
            groups={"phase": home.get(one.pk, NO_PHASE)},
            answers={
                "school_talk": True if one.pk in talked else None,
                "handed_in": (one.pk in handed) if one.account_id else None,
            },
            staff=tokens[mentor] if mentor else "",
        )


def _seats(organisation: UUID, quarter: Quarter) -> tuple[dict[UUID, str], set[UUID]]:
    """Return the phase of each learner's class, and who came only after the quarter."""
    rows = Seat.objects.filter(person__organisation=organisation, role="learner").values_list(
        "person", "begins", "ends", "group__is_home", "group__phase"
    )
    home: dict[UUID, str] = {}
    begins_of: dict[UUID, list[bool]] = {}
    for person, begins, ends, is_home, phase in rows:
        begins_of.setdefault(person, []).append(begins is not None and begins > quarter.last)
        is_then = (begins is None or begins <= quarter.last) and (ends is None or ends >= quarter.last)
        if is_home and is_then and phase in PHASES:
            home[person] = phase
    return home, {person for person, are_late in begins_of.items() if all(are_late)}
