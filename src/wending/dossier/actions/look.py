"""The door for others to what somebody's record tells: only consented parts, and each look is written down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from wending.accounts.actions.look import look
from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.rules.consent import Part
from wending.dossier.queries.contacts import contacts
from wending.dossier.queries.items import timeline
from wending.dossier.queries.plan import plan_shown
from wending.dossier.queries.reflections import reflections
from wending.dossier.queries.skills import skills
from wending.ledger.rules.actor import Actor

# The parts of a record that stand in this domain and can be shown to others.
PARTS = (Part.EXPERIENCE, Part.SKILLS, Part.REFLECTIONS, Part.PLAN, Part.NETWORK)


@transaction.atomic
def shown_to(*, by: Actor, person: UUID, lang: str = "nl", parts: tuple[Part, ...] = PARTS) -> dict[Part, Any]:
    """Return what who asks may see of somebody's record now, and write one look per part into the ledger.

    Experience is a list of `ItemShown`, skills of `SkillShown`, reflections of `CompetenceShown`, network of
    `ContactShown`; the plan is a `PlanShown`. A part without consent is not there; with no consent at all the answer is
    empty. A page that needs one part asks for that part only, so that no more is looked at than is shown.
    """
    read: dict[Part, Callable[[], Any]] = {
        Part.EXPERIENCE: lambda: timeline(by, lang, person),
        Part.SKILLS: lambda: skills(by, lang, person),
        Part.REFLECTIONS: lambda: reflections(by, person),
        Part.PLAN: lambda: plan_shown(by, person),
        Part.NETWORK: lambda: contacts(by, person),
    }
    shown: dict[Part, Any] = {}
    for part in parts_shown_to(by, person):
        if part in read and part in parts:
            look(by=by, person=person, part=part)
            shown[part] = read[part]()
    return shown
