"""What somebody wrote about themselves, per career competence, oldest first: growth to be read, never a grade."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wending.accounts.rules.consent import Part
from wending.dossier.models import Reflection
from wending.dossier.queries.reflection_words import COMPETENCES, PROMPTS, STEPS
from wending.dossier.queries.whose import whose
from wending.dossier.rules.reflection import Competence
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class ReflectionShown:
    """One text: on which question, about which item, and what the writer says of themselves in words."""

    id: UUID
    question: str
    about: str
    item: UUID
    text: str
    step: str
    written: date


@dataclass(frozen=True, slots=True)
class CompetenceShown:
    """One career competence with what was written on it, oldest first."""

    key: str
    name: str
    question: str
    icon: str
    texts: tuple[ReflectionShown, ...]


def reflections(actor: Actor, person: UUID | None = None) -> list[CompetenceShown]:
    """Return the five competences with the texts of who asks, or of somebody who consented."""
    rows = Reflection.objects.filter(person=whose(actor, Part.REFLECTIONS, person)).select_related("item")
    texts = [(row.competence, _shown(row)) for row in rows.order_by("written", "pk")]
    return [
        CompetenceShown(
            competence.value,
            str(name),
            str(question),
            icon,
            tuple(text for written_on, text in texts if written_on == competence),
        )
        for competence, (name, question, icon) in COMPETENCES.items()
    ]


def reflections_about(actor: Actor, item: UUID) -> list[ReflectionShown]:
    """Return what who asks wrote about one item of theirs, oldest first."""
    rows = Reflection.objects.filter(person=actor.me, item=item).select_related("item")
    return [_shown(row) for row in rows.order_by("written", "pk")]


def reflection_of(actor: Actor, reflection: UUID) -> Reflection | None:
    """Return the row of one text of who asks, for changing it; nothing where it is not theirs."""
    return Reflection.objects.filter(pk=reflection, person=actor.me).select_related("item").first()


def _shown(row: Reflection) -> ReflectionShown:
    return ReflectionShown(
        id=row.pk,
        question=str(PROMPTS[Competence(row.competence)].get(row.prompt, "")),
        about=row.item.title,
        item=row.item_id,
        text=row.text,
        step=str(STEPS[row.step]) if row.step else "",
        written=row.written,
    )
