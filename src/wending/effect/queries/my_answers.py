"""What studies asked somebody and what they told, for that person alone: the research key leads from them to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wending.effect.models import Ask, Study, WaveAnswer
from wending.effect.queries.follow_up_words import ASK_STATES
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_study
from wending.effect.queries.report_words.outcomes import NAMES
from wending.effect.queries.studies import title_of
from wending.effect.rules.follow_up import AskState
from wending.effect.rules.outcomes import OUTCOMES
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class AnswerShown:
    """What was told in one wave: as kept, and in words."""

    horizon: int
    week: date
    values: Mapping[str, float | None]

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was asked, and what was told."""
        return [(str(NAMES[one]), _in_words(one, value)) for one, value in self.values.items()]


@dataclass(frozen=True)
class MyStudy:
    """A study that asked somebody questions: when and how each ask stands, and their answers."""

    study: Study
    title: str
    asks: tuple[tuple[date, str], ...]
    answers: tuple[AnswerShown, ...]
    gets_mail: bool


def my_studies(actor: Actor) -> list[MyStudy]:
    """Return the studies that asked who asks now something, the latest first; nothing of anybody else."""
    if actor.person is None:
        return []
    rows: dict[Study, list[Ask]] = {}
    for ask in Ask.objects.filter(person=actor.person).select_related("wave__study__organisation").order_by("-sent"):
        rows.setdefault(ask.wave.study, []).append(ask)
    return [_shown(actor.person, study, asks) for study, asks in rows.items()]


def _shown(person: Any, study: Study, asks: list[Ask]) -> MyStudy:
    return MyStudy(
        study=study,
        title=title_of(study, get_language() or "nl"),
        asks=tuple((ask.sent, str(ASK_STATES[AskState(ask.state)])) for ask in asks),
        answers=_answers(person, study),
        gets_mail=not study.withdrawn and not any(ask.is_stopped for ask in asks),
    )


def _answers(person: Any, study: Study) -> tuple[AnswerShown, ...]:
    try:
        name = name_in_study(study.pk)(person)
    except NoResearchKey:
        return ()
    rows = WaveAnswer.objects.filter(wave__study=study, name=name).select_related("wave").order_by("wave__horizon")
    return tuple(AnswerShown(row.wave.horizon, row.week, row.values) for row in rows)


def _in_words(outcome: str, value: float | None) -> str:
    if value is None:
        return _("niet verteld")
    if OUTCOMES[outcome].unit == "share":
        return _("ja") if value else _("nee")
    return floatformat(value, "-2")
