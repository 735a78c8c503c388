"""What a learner can let travel and did; and what a counsellor of the receiving school may see of it.

Before a yes they see of whom it is and the kind of each thing; of a file that the learner gave them, what stands in it.
After a no, or once withdrawn, there is nothing.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation, Person
from wending.accounts.rules.roles import Kind, Role
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor
from wending.school.models import Agreement, Handover, HandoverThing, SchoolPerson, WarmNote
from wending.school.queries.class_words import TEXTS
from wending.school.queries.hand_ins import own_hand_ins
from wending.school.queries.picks import ITEM, REFLECTION, SKILL, picks_of
from wending.school.queries.scope import mentees_of, own_rows, own_staff_row
from wending.school.rules.handover import HandoverState, Thing, ThingState, state_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can travel: the value of its box, its kind, and what travels of it."""

    key: str
    kind: Thing
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A handover at the receiving school: of whom, from where, and its things; only accepted ones have content."""

    handover: Handover
    things: list[HandoverThing]

    @property
    def waits(self) -> bool:
        """Whether one of the things has no answer yet."""
        return any(thing.state == ThingState.OFFERED for thing in self.things)


def choices(actor: Actor, lang: str) -> list[Choice]:
    """Return what who asks can let travel, all of it their own."""
    found = [
        Choice(pick.key, Thing(pick.kind), pick.title, pick.lines)
        for pick in picks_of(actor, lang, (ITEM, REFLECTION, SKILL))
    ]
    for work in own_hand_ins(actor):
        lines = [f"{name}: {getattr(work, key)}" for key, (name, _hint) in TEXTS.items() if getattr(work, key)]
        if lines:
            found.append(Choice(f"activity:{work.pk}", Thing.ACTIVITY, work.title, tuple(lines)))
    for agreement in Agreement.objects.filter(paper__person=actor.me).order_by("made"):
        when = _("Voor %(day)s") % {"day": date_format(agreement.due, "j F Y")} if agreement.due else ""
        lines = [line for line in (agreement.owner, when) if line]
        found.append(Choice(f"agreement:{agreement.pk}", Thing.AGREEMENT, agreement.what[:300], tuple(lines)))
    for note in WarmNote.objects.filter(person=actor.me, approved__isnull=False).order_by("made"):
        found.append(Choice(f"note:{note.pk}", Thing.NOTE, _("Van %(name)s") % {"name": note.name}, (note.text,)))
    return found


def receivers(actor: Actor) -> QuerySet[Organisation]:
    """Return the schools to which who asks can let things travel; made-up people to made-up schools only."""
    me = Person.objects.get(pk=actor.me)
    return Organisation.objects.filter(kind=Kind.SCHOOL, is_example=me.is_example).order_by("name")


def own_handovers(actor: Actor) -> QuerySet[Handover]:
    """Return what who asks let travel, newest first."""
    if actor.person is None:
        return Handover.objects.none()
    rows = Handover.objects.filter(person=actor.person).select_related("to", "leaves")
    return rows.prefetch_related("things").order_by("-made")


def own_handover(actor: Actor, handover: UUID) -> Handover:
    """Return one of these. Raises Handover.DoesNotExist."""
    return own_handovers(actor).get(pk=handover)


def own_warm_notes(actor: Actor) -> QuerySet[WarmNote]:
    """Return what mentors wrote for who asks, newest first."""
    return WarmNote.objects.filter(person=actor.me).order_by("-made")


def warm_notes_by(actor: Actor, learner: SchoolPerson) -> list[WarmNote]:
    """Return what who asks wrote for a learner whom they guide now, newest first."""
    if not mentees_of(actor).filter(pk=learner.pk).exists():
        return []
    return list(WarmNote.objects.filter(learner=learner, by=own_staff_row(actor)).order_by("-made"))


def standing(handover: Handover) -> HandoverState:
    """Return where a handover stands."""
    return state_of(
        is_file=handover.to_id is None,
        is_withdrawn=handover.withdrawn is not None,
        waits_for_parent=handover.needs_parent and handover.parent_agreed is None,
        things=(ThingState(thing.state) for thing in handover.things.all()),
    )


def offers_to(actor: Actor) -> QuerySet[Handover]:
    """Return what was offered to the school of who asks, as its counsellor: confirmed, and not withdrawn."""
    me = own_staff_row(actor)
    if me is None or actor.role != Role.PROFESSIONAL or "counsellor" not in me.roles:
        return Handover.objects.none()
    confirmed = Q(needs_parent=False) | Q(parent_agreed__isnull=False)
    rows = Handover.objects.filter(confirmed, to=actor.organisation, withdrawn=None)
    return rows.select_related("person", "leaves").prefetch_related("things").order_by("-made")


def offer_to(actor: Actor, handover: UUID) -> Offer:
    """Return one of these, without the content of what was not accepted; of a file they read that before they answer.

    Raises:
        Handover.DoesNotExist: it is not offered to them.
    """
    found = offers_to(actor).get(pk=handover)
    things = sorted(found.things.all(), key=lambda thing: (list(Thing).index(Thing(thing.kind)), str(thing.pk)))
    for thing in things:
        if thing.state != ThingState.ACCEPTED and not found.file_digest:
            thing.content = None
    return Offer(found, things)


def handover_of_parent(token: str) -> Handover | None:
    """Return what a parent is asked about by a link; nothing when it was answered, withdrawn or is over."""
    rows = Handover.objects.filter(
        parent_hash=hash_of(token), parent_until__gt=timezone.now(), parent_agreed=None, withdrawn=None
    )
    return rows.select_related("person", "to").prefetch_related("things").first()


def school_left(actor: Actor) -> Organisation | None:
    """Return the school where who asks is a learner now; None for nobody's or more than one."""
    rows = list(own_rows(actor))
    return rows[0].organisation if len(rows) == 1 else None


def content_of(thing: HandoverThing) -> dict[str, Any]:
    """Return what travels of a thing, with its kind; empty lines where it is gone."""
    content: dict[str, Any] = thing.content or {"title": "", "lines": []}
    return content | {"kind": thing.kind}
