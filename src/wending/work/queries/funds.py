"""Schemes of funds and applications, each read by its two sides only: who applies, and the fund."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.work.models import Application, Scheme
from wending.work.rules.funding import Found, Stage, Terms, checks


def runs_fund(actor: Actor) -> bool:
    """Say whether who asks acts as manager of a fund, with a second factor."""
    return _manages(actor, Kind.FUND)


def can_apply(actor: Actor) -> bool:
    """Say whether who asks acts as manager of a firm or network, with a second factor."""
    return _manages(actor, Kind.EMPLOYER, Kind.NETWORK)


def schemes_of(actor: Actor) -> QuerySet[Scheme]:
    """Return the schemes of the fund that who asks runs."""
    rows = Scheme.objects.filter(fund=actor.organisation).order_by("name")
    return rows if runs_fund(actor) else rows.none()


def schemes_open(actor: Actor, day: date) -> QuerySet[Scheme]:
    """Return the schemes that can be applied for on a day, for who may apply."""
    rows = Scheme.objects.filter(is_shown=True).filter(Q(opens=None) | Q(opens__lte=day))
    rows = rows.filter(Q(closes=None) | Q(closes__gte=day)).select_related("fund").order_by("fund__name", "name")
    return rows if can_apply(actor) else rows.none()


def own_applications(actor: Actor) -> QuerySet[Application]:
    """Return the applications of the firm or network for which who asks acts, newest first."""
    rows = Application.objects.filter(applicant=actor.organisation).select_related("scheme__fund").order_by("-made")
    return rows if can_apply(actor) else rows.none()


def applications_to(actor: Actor) -> QuerySet[Application]:
    """Return what was sent to the fund that who asks runs, oldest undecided first; drafts are not the fund's."""
    rows = Application.objects.filter(scheme__fund=actor.organisation).exclude(stage=Stage.DRAFT)
    rows = rows.exclude(stage=Stage.WITHDRAWN, decided=None).select_related("scheme", "applicant")
    rows = rows.order_by("decided", "made")
    return rows if runs_fund(actor) else rows.none()


def application_for(actor: Actor, number: UUID) -> Application | None:
    """Return an application for its applicant, or once sent for its fund."""
    found = own_applications(actor).filter(pk=number).first() or applications_to(actor).filter(pk=number).first()
    return found


def checks_of(application: Application, day: date) -> tuple[Found, ...]:
    """Return what can be looked up about an application."""
    scheme = application.scheme
    return checks(
        Terms(scheme.rate, scheme.most, scheme.opens, scheme.closes), application.costs, application.asked, day
    )


def fund_sums(actor: Actor) -> QuerySet[Scheme]:
    """Return the schemes of the fund that who asks runs, each with `sent`, `granted`, `much` (euro) and `people`."""
    sent, granted = ~Q(applications__stage=Stage.DRAFT), Q(applications__stage=Stage.GRANTED)
    return schemes_of(actor).annotate(
        sent=Count("applications", filter=sent & Q(applications__isnull=False)),
        granted=Count("applications", filter=granted),
        much=Sum("applications__granted", filter=granted),
        people=Sum("applications__people", filter=granted),
    )


def _manages(actor: Actor, *kinds: Kind) -> bool:
    acts = actor.organisation_kind in kinds and actor.role == Role.MANAGER
    return acts and actor.is_person and actor.has_second_factor
