"""The professional's desk: the caseload, to-dos, referrals that wait, follow-ups and consents that need attention."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Consent
from wending.accounts.queries.consents import in_force
from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import Part
from wending.guidance.models import Appointment, Case, FollowUp, Note, Referral, Todo, WorkNote
from wending.guidance.queries.cases import cases_helped_in, cases_responsible_for, is_professional
from wending.guidance.rules.case import CaseState
from wending.guidance.rules.caseload import Load, Order, days_without, is_long_ago, ordered
from wending.guidance.rules.follow_up import IN_WORK, SATISFIED, TOOK_A_STEP, Share, share_of
from wending.guidance.rules.referral import SEEN_BY_RECEIVER, ReferralState
from wending.guidance.rules.words import State
from wending.ledger.rules.actor import Actor

# Consents that end within so many days are shown, so that the client can be asked in time.
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One case on the desk; `weeks` without a conversation, whole ones."""

    case: Case
    last_met: date | None
    weeks: int
    is_long_ago: bool


@dataclass(frozen=True)
class Ending:
    """Parts of a client's record that who asks may see until a day soon."""

    case: Case
    until: date
    parts: list[str]


@dataclass(frozen=True)
class Yield:
    """What the follow-ups after so many months say, with what is unknown."""

    months: int
    work: Share
    satisfied: Share
    step: Share

    @property
    def shares(self) -> tuple[Share, Share, Share]:
        """All three, as the table shows them."""
        return self.work, self.satisfied, self.step


def caseload(actor: Actor, order: Order = Order.MET) -> list[Line]:
    """Return the open cases that who asks is responsible for, in an order."""
    today = timezone.localdate()
    cases = {case.pk: case for case in cases_responsible_for(actor).filter(state=CaseState.OPEN)}
    met = last_met(list(cases.values()))
    loads = [Load(case.pk, timezone.localdate(case.opened), met.get(case.pk), str(case)) for case in cases.values()]
    return [
        Line(
            case=cases[load.case],
            last_met=load.last_met,
            weeks=days_without(load, today) // 7,
            is_long_ago=is_long_ago(load, today, settings.LONG_AGO_WEEKS),
        )
        for load in ordered(loads, order, today)
    ]


def last_met(cases: list[Case]) -> dict[UUID, date]:
    """Return the day of the last conversation of each case: in its notes, or met by appointment.

    Of a client with account every appointment with the responsible professional counts; of others the first one.
    """
    met: dict[UUID, date] = {}
    for table in (Note, WorkNote):
        for row in table.objects.filter(case__in=cases).values("case").annotate(last=Max("held_on")):
            met[row["case"]] = max(row["last"], met.get(row["case"], row["last"]))
    held = Appointment.objects.filter(
        Q(person__in=[case.client_id for case in cases if case.client_id])
        | Q(pk__in=[case.appointment_id for case in cases if case.appointment_id]),
        state=State.MET,
    ).values_list("pk", "person", "professional", "begins")
    for number, person, professional, begins in held:
        day = timezone.localdate(begins)
        for case in cases:
            with_client = person is not None and (person, professional) == (case.client_id, case.responsible_id)
            if with_client or number == case.appointment_id:
                met[case.pk] = max(day, met.get(case.pk, day))
    return met


def team_cases(actor: Actor) -> list[Case]:
    """Return the cases of others in which who asks helps."""
    return sorted(cases_helped_in(actor), key=lambda case: str(case).casefold())


def todos(actor: Actor) -> QuerySet[Todo]:
    """Return the open to-dos of who asks, first what is due first; only their own, whatever their role."""
    if not is_professional(actor):
        return Todo.objects.none()
    # What was noted for a case goes out of sight with the case.
    seen = Q(case=None) | Q(case__in=cases_responsible_for(actor)) | Q(case__in=cases_helped_in(actor))
    rows = Todo.objects.filter(seen, owner=actor.person, organisation=actor.organisation, done=None)
    return rows.select_related("case", "case__client").order_by("due", "made")


def referrals_to(actor: Actor) -> QuerySet[Referral]:
    """Return the referrals that wait for who asks: to them, or to anyone of the organisation they act for."""
    if not is_professional(actor):
        return Referral.objects.none()
    to_me = Q(to_person=actor.person) | Q(to_person=None)
    rows = Referral.objects.filter(to_me, to_organisation=actor.organisation, state__in=SEEN_BY_RECEIVER)
    return rows.select_related("case", "case__client", "case__organisation", "from_person").order_by("asked")


def referrals_sent(actor: Actor) -> QuerySet[Referral]:
    """Return the referrals of who asks that still wait for somebody's answer."""
    waiting = [ReferralState.ASKED, ReferralState.AGREED, ReferralState.ACCEPTED]
    rows = Referral.objects.filter(case__in=cases_responsible_for(actor), state__in=waiting)
    return rows.select_related("case", "case__client", "to_organisation", "to_person").order_by("asked")


def follow_ups_due(actor: Actor) -> QuerySet[FollowUp]:
    """Return the follow-ups of who asks whose day has come and that have no answer yet."""
    rows = FollowUp.objects.filter(case__in=cases_responsible_for(actor), due__lte=timezone.localdate(), answered=None)
    return rows.select_related("case", "case__client").order_by("due")


def yields(actor: Actor) -> list[Yield]:
    """Return per round what the follow-ups of who asks say, of all that were sent or answered."""
    rows = FollowUp.objects.filter(Q(sent__isnull=False) | Q(answered__isnull=False))
    told: dict[int, list[FollowUp]] = {}
    for row in rows.filter(case__in=cases_responsible_for(actor)).order_by("months"):
        told.setdefault(row.months, []).append(row)
    return [
        Yield(
            months=months,
            work=share_of([row.doing for row in group], frozenset(IN_WORK)),
            satisfied=share_of([row.satisfied for row in group], frozenset(SATISFIED)),
            step=share_of([row.step for row in group], frozenset(TOOK_A_STEP)),
        )
        for months, group in told.items()
    ]


def consents_ending(actor: Actor) -> list[Ending]:
    """Return which consents of clients of open cases end soon, the first first; only those to who asks."""
    cases = {
        case.client_id: case for case in cases_responsible_for(actor).filter(state=CaseState.OPEN) if case.client_id
    }
    to_me = Q(to_person=actor.person) | Q(to_person=None, to_organisation=actor.organisation)
    soon = timezone.localdate() + SOON
    rows = Consent.objects.filter(in_force(), to_me, person__in=list(cases), until__lte=soon).order_by("until", "part")
    found: dict[tuple[UUID, date], Ending] = {}
    for row in rows:
        ending = found.setdefault((row.person_id, row.until), Ending(cases[row.person_id], row.until, []))
        ending.parts.append(str(PARTS[Part(row.part)]))
    return list(found.values())
