"""Deliveries of rosters, for the manager of their school."""

from uuid import UUID

from django.db.models import QuerySet

from wending.ledger.rules.actor import Actor
from wending.school.models import Delivery
from wending.school.queries.groups import manages_school
from wending.school.rules.roster import Finding
from wending.school.rules.roster_json import findings_from_json
from wending.school.sources.layouts import Layout
from wending.school.sources.table.mapping import ColumnMap, mapping_from_json


def delivery_for(actor: Actor, delivery: UUID) -> Delivery | None:
    """Return a delivery of the school that who asks manages; None for others."""
    return _deliveries(actor).filter(pk=delivery).first()


def done_deliveries(actor: Actor) -> list[Delivery]:
    """Return the last deliveries that came in force, newest first, without their content."""
    rows = _deliveries(actor).filter(state="done").select_related("by").defer("content")
    return list(rows.order_by("-made")[:10])


def kept_mapping(actor: Actor) -> ColumnMap:
    """Return what the headings of the school's own exports held the last time."""
    last = _deliveries(actor).filter(state="done", layout=Layout.TABLE).order_by("-made").first()
    return mapping_from_json(last.mapping) if last else ColumnMap()


def wrong_in(delivery: Delivery) -> Finding | None:
    """Return why a waiting delivery could not be read, None where it could.

    One that waited before there were codes kept a sentence in the place of findings: it is told as it was.
    """
    said = (delivery.content or {}).get("wrong")
    if isinstance(said, str):
        return Finding("", 0, "said-before", (said, ""), grave=True)
    return findings_from_json(said)[0] if said else None


def _deliveries(actor: Actor) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(organisation=actor.organisation)
    return rows if manages_school(actor) else rows.none()
