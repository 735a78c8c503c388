"""Makes a market of a group: who joined, what is open at their firm and its neighbours, and how each fits each.

Reads only the parts of a record that somebody said may be used. Writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db.models import Q
from django.utils import timezone

from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.consent import Part
from wending.dossier.queries.skills import levels_held
from wending.engine.assignment import Market
from wending.engine.fit import FitIndex
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.kept import kept_profile
from wending.orientation.queries.person import engine_weights, person
from wending.orientation.rules.choices import Choices
from wending.orientation.rules.profile import SessionProfile
from wending.orientation.rules.profile_dossier import with_dossier
from wending.work.models import Mover, Moving, Opening
from wending.work.queries.moving import limits_of
from wending.work.queries.network import neighbours
from wending.work.rules.moving import DONE, OpenWork, broken_limits
from wending.work.rules.openings import Kind, State

# The parts that matching can use.
USED = (Part.PROFILE, Part.SKILLS)
_EMPTY = SessionProfile()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A market and what its rows and columns are; `versions` of the movers as they were read."""

    market: Market
    movers: list[Mover]
    versions: dict[UUID, int]
    openings: list[Opening]


def open_for(moving: Moving) -> list[Opening]:
    """Return the vacancies open today for a group: of its own firm, and of neighbours who opened them to a network."""
    today = timezone.localdate()
    near = Q(organisation__in=neighbours(moving.organisation_id), for_network=True)
    rows = Opening.objects.filter(near | Q(organisation=moving.organisation_id), state=State.OPEN)
    rows = rows.filter(kind=Kind.VACANCY, opens__lte=today, closes__gte=today).exclude(occupation="")
    return list(rows.select_related("organisation").order_by("pk"))


def profile_used(mover: Mover) -> SessionProfile:
    """Return of somebody's record only what they said may be used; call it for the mover, or for their match."""
    found = kept_profile(mover.person_id) if Part.PROFILE in mover.uses else _EMPTY
    if Part.SKILLS in mover.uses:
        return with_dossier(found, levels_held(actor_of(mover.person)))
    return found


def work_of(index: FitIndex, opening: Opening) -> OpenWork:
    """Return an opening as matching knows it."""
    number = index.occupation_numbers_.get(opening.occupation)
    levels = None
    if number is not None and not np.isnan(index.level_low_[number]):
        levels = (float(index.level_low_[number]), float(index.level_high_[number]))
    return OpenWork(
        id=str(opening.pk),
        occupation=opening.occupation,
        hours=None if opening.hours is None else float(opening.hours),
        levels=levels,
        region=opening.organisation.region,
        places=opening.places,
        skills=frozenset(row["uri"] for row in opening.skills if row["uri"]),
    )


def prepared(moving: Moving) -> Prepared | None:
    """Return the market of a group; None when nobody looks or nothing is open that can be compared.

    wants: the whole fit of a person with the occupation. meets: the share of what it always asks that they have, and of
    the skills that the opening names itself, for half each.
    """
    movers = list(moving.movers.exclude(state__in=DONE).select_related("person").order_by("pk"))
    index = fit_index()
    openings = [one for one in open_for(moving) if one.occupation in index.occupation_numbers_]
    if not movers or not openings:
        return None
    works = [work_of(index, one) for one in openings]
    wants, meets = np.zeros((2, len(movers), len(works)))
    allowed = np.ones((len(movers), len(works)), dtype=bool)
    columns = np.array([index.number(work.occupation) for work in works])
    for row, mover in enumerate(movers):
        profile = profile_used(mover)
        totals, parts = index.totals(person(index, profile), engine_weights(Choices(), profile))
        held = {skill.uri for skill in profile.skills}
        wants[row] = totals[columns]
        meets[row] = _meets(np.nan_to_num(parts[columns, 0]), works, held)
        limits = limits_of(mover)
        allowed[row] = [not broken_limits(limits, work) for work in works]
    market = Market(
        tuple(str(mover.pk) for mover in movers),
        tuple(work.id for work in works),
        np.clip(wants, 0, 1),
        np.clip(meets, 0, 1),
        allowed,
        np.array([work.places for work in works], dtype=np.int64),
        str(moving.draw),
    )
    return Prepared(market, movers, {mover.pk: mover.version for mover in movers}, openings)


def _meets(essential: np.ndarray, works: Sequence[OpenWork], held: set[str]) -> np.ndarray:
    named = [len(work.skills & held) / len(work.skills) if work.skills else np.nan for work in works]
    return np.where(np.isnan(named), essential, (essential + np.nan_to_num(named)) / 2)
