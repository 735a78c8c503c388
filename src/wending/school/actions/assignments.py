"""Gives assignments to groups and ends them; opens what was handed in, each look written down for the learner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.dossier.models import Evidence
from wending.dossier.models.vault import read
from wending.dossier.rules.reflection import Competence
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.class_mail import tell_something_waits
from wending.school.models import Assignment, HandIn, HandInWords, SchoolGroup
from wending.school.queries.assignments import given_assignments, hand_in_for, led_groups
from wending.school.queries.picks import FILE
from wending.school.queries.scope import learners_for, own_staff_row
from wending.school.rules.talks import Voice


@dataclass(frozen=True)
class AssignmentText:
    """What an assignment says; `goals` per career competence, `activity` the key of the bank or empty."""

    title: str
    text: str = ""
    hand_in: str = ""
    due: date | None = None
    activity: str = ""
    goals: Mapping[Competence, str] = field(default_factory=dict)


@transaction.atomic
def give_assignment(*, by: Actor, group: UUID, text: AssignmentText) -> Assignment:
    """Give an assignment to a group that who asks leads; learners with an account get a mail that something is there.

    Raises:
        SchoolGroup.DoesNotExist: it is no group of theirs.
        ValidationError: without a title, or with a last day that is over.
    """
    found: SchoolGroup = led_groups(by).get(pk=group)
    if not text.title.strip():
        raise ValidationError(_("Geef de opdracht een naam."))
    if text.due and text.due < timezone.localdate():
        raise ValidationError(_("Kies een dag die nog komt."))
    made = Assignment.objects.create(
        group=found,
        made_by=own_staff_row(by),
        activity=text.activity,
        title=text.title.strip(),
        text=text.text.strip(),
        hand_in=text.hand_in.strip(),
        due=text.due,
        goals={key.value: words.strip() for key, words in text.goals.items() if words.strip()},
    )
    record(by=by, verb="gave-assignment", about=by.key, thing="school.assignment")
    for learner in learners_for(by, found.pk).select_related("account"):
        tell_something_waits(learner.account, f"assignment:{made.pk}:{learner.pk}")
    return made


@transaction.atomic
def end_assignment(*, by: Actor, assignment: UUID) -> None:
    """End an assignment of a group that who asks leads: nobody but the learners reads the work any more.

    Raises:
        Assignment.DoesNotExist: it is not theirs, or over already.
    """
    found = given_assignments(by).get(pk=assignment, ended=None)
    Assignment.objects.filter(pk=found.pk).update(ended=timezone.now())
    record(by=by, verb="ended-assignment", about=by.key, thing="school.assignment")


@transaction.atomic
def look_at_hand_in(*, by: Actor, hand_in: UUID) -> HandIn:
    """Open what a learner handed in to who asks; the learner reads in the ledger that it was read.

    Raises:
        HandIn.DoesNotExist: it is not handed in to them.
    """
    found = hand_in_for(by, hand_in)
    record(by=by, verb="read-hand-in", about=str(found.person.ledger_key), thing="school.hand-in", purpose="school")
    return found


@transaction.atomic
def open_handed_in_file(*, by: Actor, hand_in: UUID, evidence: UUID) -> tuple[str, str, bytes]:
    """Return name, type and bytes of a file that was handed in to who asks.

    Raises:
        HandIn.DoesNotExist: the work is not handed in to them.
        Evidence.DoesNotExist: that file was not chosen with it, or is gone.
    """
    found = hand_in_for(by, hand_in)
    picks = (found.content or {}).get("picks", [])
    if f"{FILE}:{evidence}" not in {pick["key"] for pick in picks}:
        raise Evidence.DoesNotExist
    file = Evidence.objects.get(pk=evidence, item__person=found.person_id)
    record(
        by=by,
        verb="opened-handed-in-file",
        about=str(found.person.ledger_key),
        thing="school.hand-in",
        purpose="school",
    )
    return file.name, file.media_type, read(file.stored.name or "")


@transaction.atomic
def respond_to_hand_in(*, by: Actor, hand_in: UUID, saw: str, question: str) -> HandInWords:
    """Give words back to what was handed in to who asks, as staff of the group.

    Raises:
        HandIn.DoesNotExist: it is not handed in to them.
        ValidationError: no words.
    """
    found = hand_in_for(by, hand_in)
    if not (saw.strip() or question.strip()):
        raise ValidationError(_("Schrijf wat je zag, of een vraag."))
    me = own_staff_row(by)
    made = HandInWords.objects.create(
        hand_in=found,
        voice=Voice.STAFF,
        by_id=by.me,
        name=str(me or by.name),
        saw=saw.strip(),
        question=question.strip(),
    )
    record(by=by, verb="gave-words", about=str(found.person.ledger_key), thing="school.hand-in", purpose="school")
    tell_something_waits(found.person, f"words:{made.pk}")
    return made
