"""What whoever holds a link can do: answer once, take it back, and stop the mails of a study."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from wending.accounts.rules.consent import Purpose
from wending.effect.actions.plan import THING
from wending.effect.models import Ask, WaveAnswer
from wending.effect.queries.follow_up_link import living_ask
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_study
from wending.effect.rules.follow_up import AskState, values_of, week_of
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR


@transaction.atomic
def answer_questions(*, token: str, answers: Mapping[str, str | float | None]) -> bool:
    """Keep what somebody told, once, apart from who they are; return whether the link still asked it."""
    ask = living_ask(token, is_locked=True)
    if ask is None or ask.state != AskState.OPEN.value:
        return False
    WaveAnswer.objects.create(
        wave=ask.wave,
        name=name_in_study(ask.wave.study_id)(ask.person_id),
        values=values_of(answers, ask.wave.outcomes),
        week=week_of(timezone.localdate()),
    )
    _turn(ask, AskState.ANSWERED, "answered-for-study")
    return True


@transaction.atomic
def take_back(*, token: str) -> bool:
    """Delete what somebody told in every wave of a study and ask them no more; return whether the link held.

    Data sets that were frozen before stay as they are; what is in them is used while the consent holds.
    """
    ask = living_ask(token, is_locked=True)
    if ask is None:
        return False
    for one in _of_the_same(ask):
        forget(one)
        one.state, one.is_stopped = AskState.DECLINED.value, True
        one.save(update_fields=["state", "is_stopped"])
    _write_down(ask, "removed-answers")
    return True


@transaction.atomic
def stop_questions(*, token: str) -> bool:
    """Send somebody no more mail about a study; what they told stays. Return whether the link held."""
    ask = living_ask(token, is_locked=True)
    if ask is None:
        return False
    same = _of_the_same(ask)
    same.update(is_stopped=True)
    same.filter(state=AskState.OPEN.value).update(state=AskState.DECLINED.value)
    _write_down(ask, "stopped-questions")
    return True


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


def _of_the_same(ask: Ask) -> Any:
    return Ask.objects.select_related("wave").filter(wave__study=ask.wave.study_id, person=ask.person_id)


def _turn(ask: Ask, state: AskState, verb: str) -> None:
    ask.state = state.value
    ask.save(update_fields=["state"])
    _write_down(ask, verb)


def _write_down(ask: Ask, verb: str) -> None:
    thing = f"{THING}:{ask.wave.study_id}"
    record(by=VISITOR, verb=verb, about=str(ask.person.ledger_key), thing=thing, purpose=Purpose.RESEARCH)
