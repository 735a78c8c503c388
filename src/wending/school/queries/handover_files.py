"""Of which learner a file is that a counsellor reads, and what of it the school has already. Says nothing of others."""

import json
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from wending.accounts.rules.roles import Role
from wending.ledger.rules.actor import Actor
from wending.school.models import Handover, HandoverThing, SchoolPerson
from wending.school.queries.scope import learners_for
from wending.school.rules.handover import Thing, is_name_of
from wending.school.sources.handover.parse import ReadHandover, ReadThing


def counselled(actor: Actor) -> QuerySet[SchoolPerson]:
    """Return the learners who joined, of the school of who asks as its counsellor; nobody for anybody else."""
    if actor.role != Role.PROFESSIONAL:
        return SchoolPerson.objects.none()
    return learners_for(actor).filter(account__isnull=False).select_related("account")


def handover_of(found: ReadHandover) -> Handover | None:
    """Return the handover from which a file was made, when that was here and is still known."""
    return Handover.objects.filter(pk=found.handover).first() if found.handover else None


def learners_of(actor: Actor, found: ReadHandover) -> list[SchoolPerson]:
    """Return whose file it can be: by the number of its handover where we know it, otherwise by the name in it."""
    origin = handover_of(found)
    if origin is not None:
        return list(counselled(actor).filter(account=origin.person_id))
    return [row for row in counselled(actor) if is_name_of(found.name, _names(row))]


def digest_of(found: ReadHandover) -> str:
    """Return what tells a file from others, however it was written down; without our secret it tells nothing."""
    things = [[thing.kind, thing.title, *thing.lines] for thing in found.things]
    told = json.dumps([str(found.handover or ""), found.name, found.leaves, things])
    return salted_hmac("wending.school.handover", told, algorithm="sha256").hexdigest()


def things_not_there(found: ReadHandover, person: UUID, school: UUID) -> list[ReadThing]:
    """Return the things of a file that the school neither took of this person nor has to answer, each once."""
    rows = HandoverThing.objects.filter(handover__person=person, handover__to=school, handover__withdrawn=None)
    there = {
        ReadThing(Thing(row.kind), row.content["title"], tuple(row.content["lines"])) for row in rows if row.content
    }
    return [thing for thing in dict.fromkeys(found.things) if thing not in there]


def _names(row: SchoolPerson) -> set[str]:
    names = {str(row), row.first, f"{row.first} {row.last}"}
    return names | {row.account.name} if row.account else names
