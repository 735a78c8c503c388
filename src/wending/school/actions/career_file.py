"""Takes a learner's own loopbaandossier along on paper, and writes down that they did."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.queries.class_papers import career_paper
from wending.school.queries.hand_ins import own_hand_ins


@transaction.atomic
def take_career_file(*, by: Actor, works: Collection[UUID], lang: str) -> dict[str, Any]:
    """Return the loopbaandossier of who asks in words: the works named, all of them where none is."""
    record(by=by, verb="took-career-file", about=by.key, thing="school.hand-in")
    return career_paper(by, works or list(own_hand_ins(by).values_list("pk", flat=True)), lang)
