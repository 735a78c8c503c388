"""Writes of networks: a firm is asked, joins, takes part in sums or not, and leaves; sums are fixed once a quarter."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Kind
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import NetworkCount, NetworkPlace
from wending.work.queries.networks import firm_to_invite, firms_of, networks_of, runs_network, sums_now
from wending.work.rules.network import quarter_of

THING = "work.network"


@transaction.atomic
def ask_firm(*, by: Actor, name: str) -> bool:
    """Ask a firm by its exact name to join; return whether there is one such firm. Its manager answers.

    Raises:
        PermissionDenied: who asks runs no network.
    """
    if not runs_network(by) or by.organisation is None:
        raise PermissionDenied("no network")
    firm = firm_to_invite(name)
    if firm is None:
        return False
    _row, is_new = NetworkPlace.objects.get_or_create(network_id=by.organisation, firm=firm, left=None)
    if is_new:
        record(by=by, verb="asked-firm", thing=THING)
    return True


@transaction.atomic
def answer_network(*, by: Actor, place: UUID, joins: bool, counts: bool = False) -> bool:
    """Join a network, with the firm's sums or without, or do not; return whether the firm was asked."""
    row = networks_of(by).filter(pk=place, joined=None).first()
    if row is None:
        return False
    if joins:
        row.joined, row.counts = timezone.now(), counts
        row.save(update_fields=["joined", "counts"])
    else:
        row.delete()
    record(by=by, verb="joined-network" if joins else "declined-network", thing=THING)
    return True


@transaction.atomic
def set_counts(*, by: Actor, place: UUID, counts: bool) -> bool:
    """Let the firm count in the sums of a network from the next quarter, or no longer; return whether it is in it."""
    changed = networks_of(by).filter(pk=place, joined__isnull=False).update(counts=counts)
    if changed:
        record(by=by, verb="changed-network", thing=THING)
    return bool(changed)


@transaction.atomic
def leave_network(*, by: Actor, place: UUID) -> bool:
    """Leave a network, or take a firm out of the network one runs: at once, for its openings too."""
    row = networks_of(by).filter(pk=place).first() or firms_of(by).filter(pk=place).first()
    if row is None:
        return False
    NetworkPlace.objects.filter(pk=row.pk).update(left=timezone.now())
    record(by=by, verb="left-network", thing=THING)
    return True


def fix_sums() -> int:
    """Fix the sums of each network once in every quarter; return how many were fixed. Safe to run twice."""
    quarter = quarter_of(timezone.localdate())
    done = NetworkCount.objects.filter(quarter=quarter).values("network")
    fixed = 0
    for network in Organisation.objects.filter(kind=Kind.NETWORK).exclude(pk__in=done):
        needed, there, names = sums_now(network.pk, quarter)
        _row, is_new = NetworkCount.objects.get_or_create(
            network=network, quarter=quarter, defaults={"needed": needed, "there": there, "names": names}
        )
        fixed += is_new
    return fixed
