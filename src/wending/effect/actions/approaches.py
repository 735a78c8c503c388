"""Approaches that are studied, and their versions: a change of what is done is a next version, the old one stays."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wending.effect.models import Approach, ApproachVersion
from wending.effect.queries.scope import approaches_for, office_of
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

THING = "effect.approach"


@dataclass(frozen=True)
class Told:
    """What a version says. Costs are euros per participant, all three with year and source, or none of them."""

    what: str
    for_whom: str
    by_whom: str
    dose: str
    theory: str
    cost_low: Decimal | None = None
    cost_central: Decimal | None = None
    cost_high: Decimal | None = None
    cost_year: int | None = None
    cost_source: str = ""


@transaction.atomic
def keep_approach(
    *, by: Actor, name_nl: str, name_en: str, told: Told, key: str = "", is_example: bool = False
) -> Approach:
    """Keep an approach with its first version. key: what plans and tables call it, made of its name where not given.

    Raises ValidationError for a key that is taken, or costs that do not belong together.
    """
    office = office_of(by)
    key = key or _free_key(name_nl)
    if Approach.objects.filter(key=key).exists():
        raise ValidationError(_("Deze korte naam bestaat al: %s.") % key)
    row = Approach.objects.create(
        key=key, organisation_id=office, name_nl=name_nl, name_en=name_en, is_example=is_example
    )
    _version(row, 1, by, told)
    record(by=by, verb="kept-approach", thing=THING)
    return row


@transaction.atomic
def change_approach(*, by: Actor, approach: UUID, read: int, told: Told) -> ApproachVersion:
    """Keep a next version of an approach of one's office. read: the number of the version on which it was made.

    Raises:
        PermissionDenied: an approach of another office.
        ValidationError: costs that do not belong together, or nothing was changed.
        Stale: somebody kept a version meanwhile.
    """
    mine = approaches_for(by).filter(pk=approach)
    row = Approach.objects.select_for_update().filter(pk__in=mine.values("pk")).first()
    if row is None:
        raise PermissionDenied("an approach of another office")
    last = row.versions.order_by("number").last()
    number = last.number if last else 0
    if read != number:
        raise Stale(number, last)
    if last and told == told_by(last):
        raise ValidationError(_("Er is niets veranderd."))
    record(by=by, verb="changed-approach", thing=THING)
    return _version(row, number + 1, by, told)


def told_by(version: ApproachVersion) -> Told:
    """Return what a kept version says."""
    return Told(**{name: getattr(version, name) for name in Told.__dataclass_fields__})


def _version(row: Approach, number: int, by: Actor, told: Told) -> ApproachVersion:
    costs = [told.cost_low, told.cost_central, told.cost_high]
    if any(cost is not None for cost in costs):
        low, central, high = costs
        if low is None or central is None or high is None or not 0 <= low <= central <= high:
            raise ValidationError(_("Vul alle drie de bedragen in, van laag naar hoog."))
        if not told.cost_year or not told.cost_source.strip():
            raise ValidationError(_("Schrijf bij een bedrag de bron en het jaar van de prijzen."))
    return ApproachVersion.objects.create(approach=row, number=number, made_by_id=by.person, **vars(told))


def _free_key(name: str) -> str:
    start = slugify(name)[:50].strip("-") or "aanpak"
    taken = set(Approach.objects.filter(key__startswith=start).values_list("key", flat=True))
    return start if start not in taken else next(k for n in range(2, 10_000) if (k := f"{start}-{n}") not in taken)
