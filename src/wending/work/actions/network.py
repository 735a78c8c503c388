"""Networks invite firms; firms join and leave; a quarter that is over is frozen. Who leaves shares nothing more."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Kind
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import NetworkFigures, NetworkPlace
from wending.work.queries.network import is_network_manager, own_places, present, sum_of, usable_place
from wending.work.queries.scope import is_manager
from wending.work.rules.network import culture, figures, is_safe_beside, quarter_before

TERM = timedelta(days=30)


@transaction.atomic
def invite_firm(*, by: Actor, label: str, link: Callable[[str], str]) -> str:
    """Make a link by which a firm can join the network one manages, and return it: it is shown once.

    Raises PermissionDenied for who manages no network.
    """
    if not is_network_manager(by) or by.organisation is None:
        raise PermissionDenied("not a manager of a network")
    token = new_token()
    NetworkPlace.objects.create(
        network_id=by.organisation, label=label, token_hash=hash_of(token), expires=timezone.now() + TERM
    )
    record(by=by, verb="invited-firm", thing="work.network")
    return link(token)


@transaction.atomic
def join_network(*, by: Actor, token: str) -> NetworkPlace | None:
    """Let the firm one manages join; None where the link was used or is over.

    Raises ValidationError for a firm that is in it already.
    """
    if not is_manager(by) or by.organisation is None:
        raise PermissionDenied("not a manager of a firm")
    place = usable_place(token, lock=True)
    if place is None:
        return None
    if NetworkPlace.objects.filter(present(), network=place.network, firm=by.organisation).exists():
        raise ValidationError(_("Jullie bedrijf doet al mee in dit netwerk."))
    place.firm_id, place.accepted = by.organisation, timezone.now()
    place.save(update_fields=["firm", "accepted"])
    record(by=by, verb="joined-network", thing="work.network")
    return place


@transaction.atomic
def leave_network(*, by: Actor, place: UUID) -> bool:
    """Let the firm one manages leave; return whether it was in it."""
    if not own_places(by).filter(pk=place).update(ended=timezone.now()):
        return False
    record(by=by, verb="left-network", thing="work.network")
    return True


def freeze_quarters() -> int:
    """Freeze the last quarter that is over of every network that has none yet; return how many were frozen."""
    quarter = quarter_before(timezone.localdate())
    networks = Organisation.objects.filter(kind=Kind.NETWORK)
    done = NetworkFigures.objects.filter(quarter=quarter).values("network")
    return sum(freeze(network, quarter) for network in networks.exclude(pk__in=done).values_list("pk", flat=True))


@transaction.atomic
def freeze(network: UUID, quarter: str) -> bool:
    """Freeze a quarter of a network once; return whether it was new. It stays empty where it would tell of few."""
    Organisation.objects.select_for_update().get(pk=network)
    if NetworkFigures.objects.filter(network=network, quarter=quarter).exists():
        return False
    found = sum_of(network)
    shown = NetworkFigures.objects.filter(network=network).exclude(figures={}).first()
    parts = found.parts if is_safe_beside(found.parts, shown.people if shown else {}) else []
    numbers = figures(parts)
    is_shown = any(value is not None for value in numbers.values())
    NetworkFigures.objects.create(
        network_id=network,
        quarter=quarter,
        figures=numbers if is_shown else {},
        culture=culture(found.culture) if is_shown else {},
        people={part.firm: part.people for part in parts} if is_shown else {},
    )
    return True
