"""Networks of firms: which firms share in one now, a firm's own networks, and a network's frozen quarters."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, Mover, NetworkFigures, NetworkPlace, ScanRound
from wending.work.queries.scope import here_now, is_manager
from wending.work.rules.network import Blocks, Part
from wending.work.rules.scan import WHOLE


def present() -> Q:
    """Return what makes a place in a network hold now: a firm accepted it and did not leave."""
    return Q(firm__isnull=False, ended=None)


def is_network_manager(actor: Actor) -> bool:
    """Say whether who asks acts as manager of a network, with a second factor."""
    acts = actor.organisation_kind == Kind.NETWORK and actor.role == Role.MANAGER
    return acts and actor.is_person and actor.has_second_factor


def neighbours(firm: UUID) -> QuerySet[Organisation]:
    """Return the firms that share a network with a firm now, itself left out."""
    networks = NetworkPlace.objects.filter(present(), firm=firm).values("network")
    places = NetworkPlace.objects.filter(present(), network__in=networks)
    return Organisation.objects.filter(pk__in=places.values("firm")).exclude(pk=firm)


def places_of(actor: Actor) -> QuerySet[NetworkPlace]:
    """Return the firms of the network that who asks manages, and invitations that are still open."""
    if not is_network_manager(actor):
        return NetworkPlace.objects.none()
    waiting = Q(firm=None, expires__gt=timezone.now())
    rows = NetworkPlace.objects.filter(present() | waiting, network=actor.organisation)
    return rows.select_related("firm").order_by("accepted", "label")


def own_places(actor: Actor) -> QuerySet[NetworkPlace]:
    """Return the networks of the firm that who asks manages."""
    if not is_manager(actor):
        return NetworkPlace.objects.none()
    return NetworkPlace.objects.filter(present(), firm=actor.organisation).select_related("network")


def usable_place(token: str, lock: bool = False) -> NetworkPlace | None:
    """Return the invitation of a network behind a link; None where it was used or is over."""
    rows = NetworkPlace.objects.select_related("network")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(token_hash=hash_of(token), firm=None, ended=None, expires__gt=timezone.now()).first()


def quarters_of(actor: Actor) -> list[NetworkFigures]:
    """Return the frozen quarters of the network that who asks manages, newest first."""
    if not is_network_manager(actor):
        return []
    return list(NetworkFigures.objects.filter(network=actor.organisation).defer("people"))


@dataclass(frozen=True, slots=True)
class Sum:
    """What the firms of a network have now, for freezing; never for a page."""

    parts: list[Part]
    culture: list[Blocks]


def sum_of(network: UUID) -> Sum:
    """Return what each firm adds: its people, their states, and its newest frozen scan."""
    firms = NetworkPlace.objects.filter(present(), network=network).values_list("firm", flat=True)
    parts, culture = [], []
    for firm in firms:
        people = Colleague.objects.filter(here_now(), organisation=firm)
        states: dict[str, int] = {}
        movers = Mover.objects.filter(moving__organisation=firm, person__in=people.values("account"))
        # Somebody in two groups counts once, as they are in the newest.
        for _person, state in dict(movers.order_by("joined").values_list("person", "state")).items():
            states[state] = states.get(state, 0) + 1
        parts.append(Part(str(firm), people.count(), states))
        last = ScanRound.objects.filter(organisation=firm).exclude(closed=None).exclude(results={})
        culture.append(Blocks(str(firm), _blocks(last.order_by("-begins").first())))
    return Sum(parts, culture)


def _blocks(row: ScanRound | None) -> dict[str, tuple[float, int]]:
    found: dict[str, Any] = row.results["blocks"] if row else {}
    return {block: (groups[WHOLE]["mean"], groups[WHOLE]["n"]) for block, groups in found.items()}
