"""What whoever holds a link can do: answer once, take it back, and stop the mails of a study.

The last two also who is signed in, whatever became of the link.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.accounts.rules.consent import Purpose
from wending.effect.actions.plan import THING
from wending.effect.models import Ask, WaveAnswer
from wending.effect.queries.follow_up_link import living_ask
from wending.effect.queries.follow_up_people import consenting
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_study
from wending.effect.rules.follow_up import AskState, values_of, week_of
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR, Actor


@transaction.atomic
def answer_questions(*, token: str, answers: Mapping[str, str | float | None]) -> bool:
    """Keep what somebody told, once, apart from who they are; return whether the link asked it and they consent."""
    ask = living_ask(token, is_locked=True)
    if ask is None or ask.state != AskState.OPEN.value or ask.person_id not in consenting(ask.wave.study):
        return False
    WaveAnswer.objects.create(
        wave=ask.wave,
        name=name_in_study(ask.wave.study_id)(ask.person_id),
        values=values_of(answers, ask.wave.outcomes),
        week=week_of(timezone.localdate()),
    )
    ask.state = AskState.ANSWERED.value
    ask.save(update_fields=["state"])
    _write_down(ask, VISITOR, "answered-for-study")
    return True


@transaction.atomic
def take_back(*, token: str) -> bool:
    """Delete what somebody told in every wave of a study and ask them no more; return whether the link held."""
    ask = living_ask(token, is_locked=True)
    return ask is not None and _take_back(_of_a_study(ask.person_id, ask.wave.study_id), VISITOR)


@transaction.atomic
def take_back_mine(*, by: Actor, study: UUID) -> bool:
    """Delete what who asks told in a study and ask them no more, also when links are over; False where none asked."""
    return _take_back(_of_a_study(by.me, study), by)


@transaction.atomic
def stop_questions(*, token: str) -> bool:
    """Send somebody no more mail about a study; what they told stays. Return whether the link held."""
    ask = living_ask(token, is_locked=True)
    return ask is not None and _stop(_of_a_study(ask.person_id, ask.wave.study_id), VISITOR)


@transaction.atomic
def stop_mine(*, by: Actor, study: UUID) -> bool:
    """Send who asks no more mail about a study; what they told stays. False where nobody asked them."""
    return _stop(_of_a_study(by.me, study), by)


def forget(ask: Ask) -> int:
    """Delete what the person of an ask told in it; return how many rows. Without the research key there are none."""
    try:
        name = name_in_study(ask.wave.study_id)(ask.person_id)
    except NoResearchKey:
        return 0
    return WaveAnswer.objects.filter(wave=ask.wave_id, name=name).delete()[0]


def forget_with(sender: Any, instance: Ask, **signal: Any) -> None:
    """Delete an answer with its ask: somebody who is erased leaves nothing under another name."""
    forget(instance)


def _of_a_study(person: UUID, study: UUID) -> list[Ask]:
    """Return the asks of somebody in a study, locked until the transaction ends."""
    rows = Ask.objects.select_for_update(of=("self",)).select_related("wave", "person")
    return list(rows.filter(wave__study=study, person=person).order_by("pk"))


def _take_back(asks: list[Ask], by: Actor) -> bool:
    for ask in asks:
        forget(ask)
        # An ask that ended is counted nowhere any more, and stays so.
        if ask.state != AskState.ENDED.value:
            ask.state = AskState.DECLINED.value
        ask.is_stopped = True
        ask.save(update_fields=["state", "is_stopped"])
    return _written_down(asks, by, "removed-answers")


def _stop(asks: list[Ask], by: Actor) -> bool:
    for ask in asks:
        if ask.state == AskState.OPEN.value:
            ask.state = AskState.DECLINED.value
        ask.is_stopped = True
        ask.save(update_fields=["state", "is_stopped"])
    return _written_down(asks, by, "stopped-questions")


def _written_down(asks: list[Ask], by: Actor, verb: str) -> bool:
    for ask in asks[:1]:
        _write_down(ask, by, verb)
    return bool(asks)


def _write_down(ask: Ask, by: Actor, verb: str) -> None:
    thing = f"{THING}:{ask.wave.study_id}"
    record(by=by, verb=verb, about=str(ask.person.ledger_key), thing=thing, purpose=Purpose.RESEARCH)
