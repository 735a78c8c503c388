"""Managers keep openings. People of the firm are not told by mail: they look when they like, and nobody sees that."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor
from wending.work.models import Opening
from wending.work.queries.scope import managed_firm
from wending.work.rules.openings import Kind, Skill, State


@dataclass(frozen=True, slots=True)
class Told:
    """What a firm tells of an opening."""

    kind: Kind
    title: str
    opens: date
    closes: date
    text: str = ""
    hours: Decimal | None = None
    period: str = ""
    place: str = ""
    places: int = 1
    for_network: bool = False


@transaction.atomic
def add_opening(*, by: Actor, told: Told) -> Opening:
    """Write an opening as a draft."""
    return Opening.objects.create(organisation_id=managed_firm(by), changed_by_id=by.person, **asdict(told))


@transaction.atomic
def change_opening(*, by: Actor, opening: UUID, version: int, told: Told) -> Opening:
    """Change an opening. Raise Opening.DoesNotExist for another firm's, Stale where it was changed since."""
    row = _locked(by, opening)
    if row.version != version:
        raise Stale(row.version)
    for name, value in asdict(told).items():
        setattr(row, name, value)
    return _saved(by, row)


@transaction.atomic
def set_opening_skills(*, by: Actor, opening: UUID, occupation: str, skills: list[Skill]) -> Opening:
    """Say which occupation an opening is like, and which skills it asks. Raise Opening.DoesNotExist."""
    row = _locked(by, opening)
    row.occupation, row.skills = occupation, [asdict(skill) for skill in skills]
    return _saved(by, row)


@transaction.atomic
def set_opening_state(*, by: Actor, opening: UUID, state: State) -> Opening:
    """Open an opening to the people of the firm, close it, or make it a draft again. Raise Opening.DoesNotExist."""
    row = _locked(by, opening)
    row.state = state
    return _saved(by, row)


def _locked(by: Actor, opening: UUID) -> Opening:
    return Opening.objects.select_for_update().get(pk=opening, organisation=managed_firm(by))


def _saved(by: Actor, row: Opening) -> Opening:
    row.version, row.changed_by_id = row.version + 1, by.person
    row.save()
    return row
