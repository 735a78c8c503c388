"""Reasons to talk: the facts of learners gathered for who guides them, and of oneself. By name, never by weight.

The learner reads the same as the mentor does, and a doubt besides while it stands. Facts are the school's own work and
what the learner told; absence and marks are nowhere.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wending.accounts.models import Consent
from wending.accounts.queries.consents import in_force
from wending.accounts.rules.consent import Part
from wending.ledger.rules.actor import Actor
from wending.school.models import (
    Assignment,
    ChoiceDay,
    Doubt,
    HandIn,
    SchoolGroup,
    SchoolPerson,
    Seat,
    SignTalked,
)
from wending.school.queries.school_days import choices_of, term_now
from wending.school.queries.scope import here_now, mentees_of, own_rows, own_staff_row, seats_now
from wending.school.queries.sign_words import SignShown, sign_shown
from wending.school.queries.talks import last_talks
from wending.school.rules.signs import Facts, Key, Missed, signs

# Assignments whose last day is longer ago are no fact any more.
LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Reasons:
    """A learner with the reasons to talk; `doubt` is in their own words, where who looks may read it."""

    learner: SchoolPerson
    signs: list[SignShown]
    doubt: Doubt | None


def reasons_for(actor: Actor, learner: UUID | None = None) -> list[Reasons]:
    """Return the learners whom who asks guides and for whom there is a reason to talk, by name."""
    me = own_staff_row(actor)
    if me is None:
        return []
    rows = mentees_of(actor).select_related("account")
    learners = list(rows if learner is None else rows.filter(pk=learner))
    doubts = {doubt.learner_id: doubt for doubt in Doubt.objects.filter(learner__in=learners, viewers__staff=me)}
    found = _reasons(learners, doubts, me.organisation_id)
    return [one for one in found if one.signs]


def my_reasons(actor: Actor) -> list[Reasons]:
    """Return the reasons about oneself at each school where one is: the same rules, the same facts."""
    rows = list(own_rows(actor))
    doubts = {doubt.learner_id: doubt for doubt in Doubt.objects.filter(learner__in=rows, person=actor.me)}
    return [one for row in rows for one in _reasons([row], doubts, row.organisation_id)]


def notes_to(actor: Actor) -> list[SignTalked]:
    """Return what staff wrote to who asks after talking about a reason, newest first."""
    rows = SignTalked.objects.filter(learner__in=own_rows(actor)).select_related("by")
    return list(rows.order_by("-on", "-pk"))


def my_doubt(actor: Actor) -> Doubt | None:
    """Return one's own doubt, where there is one, with its viewers."""
    rows = Doubt.objects.filter(person=actor.me, learner__in=own_rows(actor)).prefetch_related("viewers__staff")
    return rows.first()


def guides_of(row: SchoolPerson) -> list[SchoolPerson]:
    """Return the staff who guide a learner now: mentors, those of the class, and the school's counsellors; by name."""
    classes = Seat.objects.filter(seats_now(), person=row, role="learner").values("group")
    seats = Seat.objects.filter(seats_now(), group__in=classes, role__in=("mentor", "counsellor")).values("person")
    staff = SchoolPerson.objects.filter(here_now(), organisation=row.organisation_id).exclude(roles=["learner"])
    guiding = set(staff.filter(Q(mentees__learner=row) | Q(pk__in=seats)).values_list("pk", flat=True))
    # Counsellors guide the whole school; JSON lists cannot be searched alike in all databases.
    return [
        one
        for one in staff.order_by("last", "first")
        if one.is_staff and (one.pk in guiding or "counsellor" in one.roles)
    ]


def _reasons(learners: Collection[SchoolPerson], doubts: Mapping[UUID | None, Doubt], school: UUID) -> list[Reasons]:
    today = timezone.localdate()
    keys = [row.pk for row in learners]
    term = term_now(school, today)
    last = last_talks(keys)
    groups = _groups(keys)
    missed = _missed(learners, groups, today)
    days = list(ChoiceDay.objects.filter(organisation=school))
    planned = _share_plan(learners, school)
    talked = _talked(keys)
    found = []
    for row in learners:
        doubt = doubts.get(row.pk)
        facts = Facts(
            term_begins=term.begins,
            last_talk=last.get(row.pk),
            missed=tuple(missed[row.pk]),
            doubt=doubt.since if doubt else None,
            choices=choices_of(days, groups[row.pk]),
            shares_plan=row.account_id in planned,
            talked=talked[row.pk],
        )
        shown = [sign_shown(sign) for sign in signs(facts, today)]
        is_said = any(sign.key == Key.DOUBT for sign in shown)
        found.append(Reasons(row, shown, doubt if is_said else None))
    return found


def _groups(learners: Collection[UUID]) -> defaultdict[UUID, list[SchoolGroup]]:
    found: defaultdict[UUID, list[SchoolGroup]] = defaultdict(list)
    seats = Seat.objects.filter(seats_now(), person__in=learners, role="learner").select_related("group")
    for seat in seats:
        if seat.group.ended is None or seat.group.ended > timezone.localdate():
            found[seat.person_id].append(seat.group)
    return found


def _missed(
    learners: Collection[SchoolPerson], groups: Mapping[UUID, list[SchoolGroup]], today: date
) -> defaultdict[UUID, list[Missed]]:
    """Return what is over and not handed in; who has no account cannot hand in, so misses nothing."""
    found: defaultdict[UUID, list[Missed]] = defaultdict(list)
    places = {group.pk for mine in groups.values() for group in mine}
    over = Assignment.objects.filter(group__in=places, ended=None, due__lt=today, due__gte=today - LOOK_BACK)
    by_group: defaultdict[UUID, list[Assignment]] = defaultdict(list)
    for assignment in over:
        by_group[assignment.group_id].append(assignment)
    rows = HandIn.objects.filter(assignment__in=over, handed_in__isnull=False)
    done = set(rows.values_list("person", "assignment"))
    for row in learners:
        if row.account_id is None:
            continue
        for assignment in (one for group in groups.get(row.pk, ()) for one in by_group[group.pk]):
            if assignment.due and (row.account_id, assignment.pk) not in done:
                found[row.pk].append(Missed(assignment.title, assignment.due))
    return found


def _share_plan(learners: Collection[SchoolPerson], school: UUID) -> set[UUID | None]:
    accounts = [row.account_id for row in learners if row.account_id]
    rows = Consent.objects.filter(in_force(), person__in=accounts, part=Part.PLAN, to_organisation=school)
    return set(rows.values_list("person", flat=True))


def _talked(learners: Collection[UUID]) -> defaultdict[UUID, dict[Key, date]]:
    found: defaultdict[UUID, dict[Key, date]] = defaultdict(dict)
    for row in SignTalked.objects.filter(learner__in=learners).order_by("on"):
        if row.key in set(Key):
            found[row.learner_id][Key(row.key)] = row.on
    return found
