"""Schemes and requests, as the applicant and the fund see them. Counts of people only; there are no names to see."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, FundingRequest, Scheme
from wending.work.rules.funding import Asked, Check, State, Terms, checks


def is_fund_manager(actor: Actor) -> bool:
    """Say whether who asks acts as manager of a fund, with a second factor."""
    acts = actor.organisation_kind == Kind.FUND and actor.role == Role.MANAGER
    return acts and actor.is_person and actor.has_second_factor


def may_apply(actor: Actor) -> bool:
    """Say whether who asks acts as manager of a firm or a network, with a second factor."""
    acts = actor.organisation_kind in {Kind.EMPLOYER, Kind.NETWORK} and actor.role == Role.MANAGER
    return acts and actor.is_person and actor.has_second_factor


def schemes_of(actor: Actor) -> QuerySet[Scheme]:
    """Return the schemes of the fund that who asks manages."""
    return Scheme.objects.filter(fund=actor.organisation) if is_fund_manager(actor) else Scheme.objects.none()


def open_schemes(actor: Actor) -> QuerySet[Scheme]:
    """Return the schemes to which the firm or network of who asks can apply today: not over, and dated as told."""
    if not may_apply(actor):
        return Scheme.objects.none()
    rows = Scheme.objects.filter(Q(ends=None) | Q(ends__gte=timezone.localdate()))
    return rows.select_related("fund").order_by("fund__name", "name")


def own_requests(actor: Actor) -> QuerySet[FundingRequest]:
    """Return the requests of the firm or network for which who asks acts."""
    if not may_apply(actor):
        return FundingRequest.objects.none()
    rows = FundingRequest.objects.filter(applicant=actor.organisation)
    return rows.select_related("scheme__fund", "moving").order_by("state", "title")


def received(actor: Actor) -> QuerySet[FundingRequest]:
    """Return the requests sent to the fund that who asks manages; no drafts, nothing that was withdrawn."""
    if not is_fund_manager(actor):
        return FundingRequest.objects.none()
    rows = FundingRequest.objects.filter(scheme__fund=actor.organisation).exclude(state=State.DRAFT)
    rows = rows.exclude(state=State.WITHDRAWN)
    return rows.select_related("scheme", "applicant", "moving").order_by("state", "title")


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request with its checks, its log, and the frozen counts of the group it is for, where there are any."""

    row: FundingRequest
    checks: list[Check]
    events: list[Any]
    counts: dict[str, int | None]


def request_shown(actor: Actor, number: UUID) -> RequestShown | None:
    """Return a request to who applied or to the fund; None out of scope."""
    row = own_requests(actor).filter(pk=number).first() or received(actor).filter(pk=number).first()
    if row is None:
        return None
    published = row.moving.published if row.moving else []
    return RequestShown(
        row, checks_of(row), list(row.events.select_related("by")), published[-1]["counts"] if published else {}
    )


def checks_of(row: FundingRequest) -> list[Check]:
    """Return what a request looks like beside its scheme: information, no decision."""
    scheme = row.scheme
    proofs = len([line for line in row.proof.splitlines() if line.strip()])
    return checks(
        Terms(scheme.rate, scheme.most, scheme.begins, scheme.ends),
        Asked(row.costs, row.amount, row.begins, row.people, proofs),
    )


@dataclass(frozen=True, slots=True)
class FundTotals:
    """What a fund was asked, granted and paid: requests and euros."""

    requests: int
    waiting: int
    asked: Decimal
    granted: Decimal
    paid: Decimal


def totals_of(actor: Actor) -> FundTotals:
    """Return the totals of the fund that who asks manages."""
    rows = received(actor).order_by()
    found = rows.aggregate(
        n=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=[State.SENT, State.OBJECTED])),
        asked=Sum("amount"),
        given=Sum("granted", filter=Q(state__in=[State.GRANTED, State.PAID])),
        paid_out=Sum("granted", filter=Q(state=State.PAID)),
    )
    nil = Decimal(0)
    return FundTotals(
        found["n"], found["waiting"], found["asked"] or nil, found["given"] or nil, found["paid_out"] or nil
    )


def names_of_people(firm: UUID | None) -> list[str]:
    """Return the names of a firm's people, so that none of them goes to a fund."""
    return list(Colleague.objects.filter(organisation=firm).values_list("name", flat=True))
