"""Plans, moves, calls off and marks talks of a mentor with learners; learners answer."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.class_mail import tell_something_waits
from wending.school.models import SchoolPerson, SchoolTalk
from wending.school.queries.scope import mentees_of, own_staff_row
from wending.school.queries.talks import my_talk, shown_in, talk_with
from wending.school.rules.talks import MINUTES_LEAST, MINUTES_MOST, Answer, TalkState


def plan_talks(
    *, by: Actor, moments: Mapping[UUID, datetime], minutes: int, place: str = ""
) -> tuple[list[SchoolTalk], list[SchoolPerson]]:
    """Plan talks with learners whom who asks guides; return them, and who was left out as something is planned already.

    Planning the same twice plans it once. Each learner gets an invitation on their page, and a mail that something is
    there.

    Raises:
        ValidationError: a moment that is over, or an unfit length.
        SchoolPerson.DoesNotExist: one of them is not theirs; nothing is planned.
    """
    if not MINUTES_LEAST <= minutes <= MINUTES_MOST:
        raise ValidationError(_("Kies een duur van 5 tot 90 minuten."))
    if any(begins <= timezone.now() for begins in moments.values()):
        raise ValidationError(_("Kies momenten die nog komen."))
    with transaction.atomic():
        me = own_staff_row(by)
        learners = {row.pk: row for row in mentees_of(by).filter(pk__in=moments).select_related("account")}
        if me is None or len(learners) < len(moments):
            raise SchoolPerson.DoesNotExist
        made, left_out = [], []
        for key, begins in sorted(moments.items(), key=lambda pair: pair[1]):
            talk = _planned(me, learners[key], begins, minutes, place.strip())
            if talk is None:
                left_out.append(learners[key])
                continue
            made.append(talk)
            _note(by, "planned-talk", learners[key])
            tell_something_waits(learners[key].account, f"school-talk:{talk.pk}:{talk.version}")
    return made, left_out


@transaction.atomic
def move_talk(*, by: Actor, talk: UUID, version: int, begins: datetime) -> None:
    """Move a planned talk to another moment; the learner answers anew.

    Raises:
        SchoolTalk.DoesNotExist: it is not theirs, or not planned.
        Stale: somebody changed it meanwhile.
        ValidationError: a moment that is over or taken.
    """
    found = _locked(by, talk)
    if found.version != version:
        raise Stale(found.version)
    if begins <= timezone.now():
        raise ValidationError(_("Kies een moment dat nog komt."))
    found.begins, found.answer, found.version = begins, "", version + 1
    try:
        with transaction.atomic():
            found.save(update_fields=["begins", "answer", "version"])
    except IntegrityError as taken:
        raise ValidationError(_("Je hebt dan al een gesprek.")) from taken
    _note(by, "moved-talk", found.learner)
    tell_something_waits(found.learner.account, f"school-talk:{found.pk}:{found.version}")


@transaction.atomic
def cancel_talk(*, by: Actor, talk: UUID) -> None:
    """Call off a planned talk. Raises SchoolTalk.DoesNotExist."""
    found = _locked(by, talk)
    _set(found, TalkState.CANCELLED)
    _note(by, "cancelled-talk", found.learner)
    tell_something_waits(found.learner.account, f"school-talk:{found.pk}:off")


@transaction.atomic
def mark_held(*, by: Actor, talk: UUID, on: date | None = None) -> None:
    """Write down that a planned talk was held; that is all the school keeps of it.

    Raises:
        SchoolTalk.DoesNotExist: it is not theirs, or not planned.
        ValidationError: a day that is still to come.
    """
    found = _locked(by, talk)
    day = on or min(timezone.localtime(found.begins).date(), timezone.localdate())
    if day > timezone.localdate():
        raise ValidationError(_("Deze dag komt nog."))
    found.held_on = day
    _set(found, TalkState.HELD)
    _note(by, "held-talk", found.learner)


@transaction.atomic
def note_talk(*, by: Actor, learner: UUID) -> SchoolTalk:
    """Write down that a talk with a learner was held today without being planned.

    Raises:
        SchoolPerson.DoesNotExist: they are not guided by who asks.
    """
    found = mentees_of(by).select_related("account").get(pk=learner)
    me = own_staff_row(by)
    today = timezone.localdate()
    there = SchoolTalk.objects.filter(learner=found, mentor=me, state=TalkState.HELD, held_on=today).first()
    if there is not None:
        return there
    made = SchoolTalk.objects.create(
        learner=found, mentor=me, begins=timezone.now(), state=TalkState.HELD, held_on=today
    )
    _note(by, "held-talk", found)
    return made


@transaction.atomic
def answer_talk(*, by: Actor, talk: UUID, answer: Answer) -> None:
    """Say as the learner whether the moment fits. Raises SchoolTalk.DoesNotExist."""
    found = my_talk(by, talk)
    if found.state != TalkState.PLANNED:
        raise SchoolTalk.DoesNotExist
    SchoolTalk.objects.filter(pk=found.pk).update(answer=answer, version=found.version + 1)
    record(by=by, verb="answered-talk", about=by.key, thing="school.talk")


@transaction.atomic
def look_at_talk(*, by: Actor, talk: UUID) -> SchoolTalk:
    """Open the sheet of a talk, as its mentor; where the learner shared something, they read that it was opened.

    Raises:
        SchoolTalk.DoesNotExist: it is not theirs.
    """
    found = talk_with(by, talk)
    shared = shown_in(found)
    if found.learner.account and (shared.answers or shared.report):
        _note(by, "opened-talk", found.learner)
    return found


def moments_of(learners: Iterable[SchoolPerson], found: Iterable[datetime]) -> dict[UUID, datetime]:
    """Return the moments for learners in their order; those for whom no moment is left get none."""
    return {learner.pk: begins for learner, begins in zip(learners, found, strict=False)}


def _planned(me: SchoolPerson, learner: SchoolPerson, begins: datetime, minutes: int, place: str) -> SchoolTalk | None:
    try:
        with transaction.atomic():
            return SchoolTalk.objects.create(
                learner=learner, mentor=me, begins=begins, minutes=minutes, place=place[:100]
            )
    except IntegrityError:
        return None


def _locked(by: Actor, talk: UUID) -> SchoolTalk:
    found = talk_with(by, talk)
    SchoolTalk.objects.select_for_update().get(pk=found.pk)
    found = talk_with(by, talk)
    if found.state != TalkState.PLANNED:
        raise SchoolTalk.DoesNotExist
    return found


def _set(talk: SchoolTalk, state: TalkState) -> None:
    talk.state, talk.version = state, talk.version + 1
    talk.save(update_fields=["state", "version", "held_on"])


def _note(by: Actor, verb: str, learner: SchoolPerson) -> None:
    if learner.account is None:
        record(by=by, verb=verb, about=by.key, thing="school.talk")
    else:
        record(by=by, verb=verb, about=str(learner.account.ledger_key), thing="school.talk", purpose="school")
