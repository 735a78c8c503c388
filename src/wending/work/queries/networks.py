"""Networks of firms, for the managers of a network and of its firms. Sums only as they were fixed for a quarter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.work.models import NeededSkill, NetworkCount, NetworkPlace, Opening, SkillCount
from wending.work.queries.scope import is_manager
from wending.work.rules.network import sums_over_firms
from wending.work.rules.openings import Skill, State


@dataclass(frozen=True)
class SkillSum:
    """A skill with how many people firms need in two years and how many let themselves count; None is not shown."""

    name: str
    needed: int | None
    there: int | None


def runs_network(actor: Actor) -> bool:
    """Say whether who asks acts as manager of a network, with a second factor."""
    acts = actor.organisation_kind == Kind.NETWORK and actor.role == Role.MANAGER
    return acts and actor.is_person and actor.has_second_factor


def firms_of(actor: Actor) -> QuerySet[NetworkPlace]:
    """Return the firms of the network that who asks runs, those invited too; of another network none."""
    rows = NetworkPlace.objects.filter(network=actor.organisation, left=None).select_related("firm")
    return rows.order_by("firm__name") if runs_network(actor) else rows.none()


def networks_of(actor: Actor) -> QuerySet[NetworkPlace]:
    """Return the networks that the firm of who asks takes part in or is invited to."""
    rows = NetworkPlace.objects.filter(firm=actor.organisation, left=None).select_related("network")
    return rows.order_by("network__name") if is_manager(actor) else rows.none()


def network_openings(actor: Actor, day: object) -> QuerySet[Opening]:
    """Return what the firms of the network that who asks runs opened to the network, on a day."""
    firms = firms_of(actor).filter(joined__isnull=False).values("firm")
    rows = Opening.objects.filter(organisation__in=firms, for_network=True, state=State.OPEN)
    return rows.filter(opens__lte=day, closes__gte=day).select_related("organisation").order_by("closes")


def firms_beside(firms: Iterable[UUID]) -> QuerySet[Organisation]:
    """Return the other firms with which these share a network now."""
    present = NetworkPlace.objects.filter(left=None, joined__isnull=False)
    networks = present.filter(firm__in=list(firms)).values("network")
    beside = present.filter(network__in=networks).exclude(firm__in=list(firms))
    return Organisation.objects.filter(pk__in=beside.values("firm")).order_by("name")


def firm_to_invite(name: str) -> Organisation | None:
    """Return the one firm with exactly this name; None where there is none or more than one."""
    found = Organisation.objects.filter(kind=Kind.EMPLOYER, name__iexact=name.strip())[:2]
    return found[0] if len(found) == 1 else None


def latest_sums(actor: Actor) -> tuple[str, list[SkillSum]]:
    """Return the quarter and the sums that were fixed last for the network that who asks runs; "" where none are."""
    if not runs_network(actor):
        return "", []
    found = NetworkCount.objects.filter(network=actor.organisation).order_by("-quarter").first()
    if found is None:
        return "", []
    keys = sorted({*found.needed, *found.there}, key=lambda key: found.names.get(key, key))
    rows = [SkillSum(found.names.get(key, key), found.needed.get(key), found.there.get(key)) for key in keys]
    return found.quarter, rows


def sums_now(network: UUID, quarter: str) -> tuple[dict[str, int], dict[str, int], dict[str, str]]:
    """Return what may be shown of a network: needed and there per skill, and names of the skills in them.

    Reads what firms wrote now and what they had counted in that quarter; only firms that joined and take part in sums.
    """
    firms = NetworkPlace.objects.filter(network=network, left=None, joined__isnull=False, counts=True).values("firm")
    names: dict[str, str] = {}
    needed: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in NeededSkill.objects.filter(function__organisation__in=firms, people__gt=0).select_related("function"):
        key = Skill(row.uri, row.name).key
        names.setdefault(key, row.name)
        needed[row.function.organisation_id][key] += row.people or 0
    there = SkillCount.objects.filter(organisation__in=firms, quarter=quarter).values_list("shown", flat=True)
    shown = sums_over_firms(needed.values()), sums_over_firms(there)
    return *shown, {key: name for key, name in names.items() if key in shown[0] or key in shown[1]}
