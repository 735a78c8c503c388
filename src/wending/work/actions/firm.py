"""A firm's own administration: its people by name, its teams, and who has which authorisation.

Only a manager writes here. What somebody can or wants beside their work is not for the firm to write: see `show.py`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.belong import give_roles, part_from
from wending.accounts.actions.found import found_organisation
from wending.accounts.models import Membership, Person
from wending.accounts.rules.consent import Purpose
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Authorisation, Colleague, Holder, JoinLink, Shown, Team, TeamPlace
from wending.work.queries.scope import colleagues_for, managed_firm, own_rows, teams_for
from wending.work.rules.rotation import MOST_PEOPLE


@dataclass(frozen=True)
class Details:
    """What a firm writes of somebody: name, address, hours a week, teams, and authorisations with their last day."""

    name: str
    email: str
    hours: Decimal | None
    teams: frozenset[UUID]
    authorisations: dict[UUID, date | None]


@transaction.atomic
def start_firm(*, by: Actor, name: str, team: str) -> Membership:
    """Begin a small firm with an unchecked name: who begins it manages it, and works in its first team."""
    membership = found_organisation(by=by, name=name, kind=Kind.EMPLOYER)
    firm, person = membership.organisation, membership.person
    give_roles(by=by, person=person, organisation=firm, roles=[Role.EMPLOYEE])
    first = Team.objects.create(organisation=firm, name=team)
    me = Colleague.objects.create(organisation=firm, account=person, name=person.name or person.email)
    TeamPlace.objects.create(team=first, colleague=me, is_lead=True)
    record(by=by, verb="began-firm", about=by.key)
    return membership


@transaction.atomic
def add_people(*, by: Actor, names: Iterable[str], hours: Decimal | None, team: UUID | None) -> int:
    """Add people by name only, to a team where one is given; a name that is in that place already is left out."""
    firm = managed_firm(by)
    place = teams_for(by).filter(pk=team).first() if team else None
    if team and place is None:
        raise PermissionDenied("another firm's team")
    present = {name.casefold() for name in colleagues_for(by, team).values_list("name", flat=True)}
    wanted = (" ".join(one.split()) for one in names)
    new = [name for key, name in {name.casefold(): name for name in wanted if name}.items() if key not in present]
    if place and place.places.count() + len(new) > MOST_PEOPLE:
        raise ValidationError(_("In een team passen 40 mensen. Maak er een team bij."))
    rows = Colleague.objects.bulk_create(Colleague(organisation_id=firm, name=name, hours=hours) for name in new)
    if place:
        TeamPlace.objects.bulk_create(TeamPlace(team=place, colleague=row) for row in rows)
    return len(rows)


@transaction.atomic
def change_colleague(*, by: Actor, colleague: UUID, told: Details) -> Colleague | None:
    """Save what the firm writes of somebody; None where they are not of the firm now."""
    managed_firm(by)
    row = colleagues_for(by).filter(pk=colleague).first()
    if row is None:
        return None
    row.name, row.email, row.hours = told.name, told.email, told.hours
    row.save(update_fields=["name", "email", "hours"])
    allowed = set(teams_for(by).values_list("pk", flat=True)) & told.teams
    row.places.exclude(team__in=allowed).delete()
    here = set(row.places.values_list("team", flat=True))
    TeamPlace.objects.bulk_create(TeamPlace(team_id=team, colleague=row) for team in allowed - here)
    _leave_teams(row, allowed)
    _authorise(by, row, told.authorisations)
    return row


def _authorise(by: Actor, row: Colleague, held: dict[UUID, date | None]) -> None:
    own = Authorisation.objects.filter(organisation=managed_firm(by), pk__in=held)
    row.authorised.all().delete()
    Holder.objects.bulk_create(Holder(authorisation=one, colleague=row, until=held[one.pk]) for one in own)


def _leave_teams(row: Colleague, stays: Collection[UUID]) -> None:
    """Take away what somebody does for, and shows to, teams they are not in."""
    row.does.remove(*row.does.exclude(team__in=stays))
    if row.account_id:
        shown = Shown.objects.filter(person=row.account_id, team__organisation=row.organisation_id)
        shown.exclude(team__in=stays).delete()


@transaction.atomic
def add_team(*, by: Actor, name: str) -> Team:
    """Add a team to the firm."""
    return Team.objects.create(organisation_id=managed_firm(by), name=name)


@transaction.atomic
def end_team(*, by: Actor, team: UUID) -> bool:
    """End a team; return whether it was there. Its people stay at the firm; what they showed to it goes."""
    managed_firm(by)
    row = teams_for(by).filter(pk=team).first()
    if row is None:
        return False
    row.ended = timezone.localdate()
    row.save(update_fields=["ended"])
    row.shown.all().delete()
    return True


@transaction.atomic
def add_authorisation(*, by: Actor, name: str) -> Authorisation:
    """Add an authorisation that tasks of the firm can ask."""
    return Authorisation.objects.get_or_create(organisation_id=managed_firm(by), name=" ".join(name.split()))[0]


@transaction.atomic
def end_colleague(*, by: Actor, colleague: UUID) -> bool:
    """Say that somebody no longer works here: their access ends at once and what they showed goes.

    Their dossier stays theirs. Raises ValidationError for who acts, who would lock themselves out.
    """
    managed_firm(by)
    row = colleagues_for(by).filter(pk=colleague).first()
    if row is None:
        return False
    if row.account_id == by.person:
        raise ValidationError(_("Jij bent dit zelf. Je kunt weggaan op je eigen pagina."))
    _end(by, row)
    return True


@transaction.atomic
def leave_firm(*, by: Actor, colleague: UUID) -> bool:
    """Leave a firm of one's own accord; return whether one was there."""
    row = own_rows(by).filter(pk=colleague).first()
    if row is None:
        return False
    _end(by, row)
    return True


def _end(by: Actor, row: Colleague) -> None:
    row.ended = timezone.localdate()
    row.save(update_fields=["ended"])
    JoinLink.objects.filter(colleague=row).delete()
    _leave_teams(row, ())
    if row.account_id is None:
        return
    person = Person.objects.get(pk=row.account_id)
    part_from(by=by, person=person, organisation=row.organisation, purpose=Purpose.DEVELOPMENT)
    record(by=by, verb="left-firm", about=str(person.ledger_key))
