"""Says what an item showed somebody can do, and marks what a verified credential says."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from wending.dossier.models import Item, ItemSkill
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

MOST_SKILLS = 60


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill that somebody says they showed: a URI or a name of their own, a level, and in what it shows."""

    uri: str = ""
    name: str = ""
    level: int | None = None
    behaviour: str = ""


@transaction.atomic
def set_skills(*, by: Actor, item: UUID, claims: Sequence[Claim]) -> bool:
    """Make these the skills of an item of one's own; return whether the item was there.

    What a credential says stays with its skill, and such a skill is not removed here.
    """
    found = Item.objects.select_for_update().filter(pk=item, person=by.me).first()
    if found is None:
        return False
    known = {(row.uri, row.name): row for row in found.skills.all()}
    wanted = {(claim.uri, "" if claim.uri else claim.name): claim for claim in claims[:MOST_SKILLS]}
    for key, claim in wanted.items():
        row = known.get(key) or ItemSkill(item=found, uri=key[0], name=key[1])
        row.level, row.behaviour = claim.level, claim.behaviour
        row.save()
    gone = [row.pk for key, row in known.items() if key not in wanted and not row.credential]
    ItemSkill.objects.filter(pk__in=gone).delete()
    record(by=by, verb="changed-skills", about=by.key, thing="dossier.item")
    return True


@transaction.atomic
def mark_credential(*, by: Actor, item: UUID, claim: Claim, credential: str) -> bool:
    """Write down that a credential which was verified says so of a skill; only for the action that verified it."""
    found = Item.objects.filter(pk=item, person=by.me).first()
    if found is None or not credential:
        return False
    row, _is_new = ItemSkill.objects.get_or_create(
        item=found,
        uri=claim.uri,
        name="" if claim.uri else claim.name,
        defaults={"level": claim.level, "behaviour": claim.behaviour},
    )
    row.credential = credential
    row.save(update_fields=["credential"])
    return True


@transaction.atomic
def unmark_credential(*, by: Actor, credential: str) -> int:
    """Take back what a credential said, when it is removed or no longer holds; return of how many skills."""
    rows = (
        ItemSkill.objects.filter(item__person=by.me, credential=credential) if credential else ItemSkill.objects.none()
    )
    return rows.update(credential="")
