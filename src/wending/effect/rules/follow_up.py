"""Short questionnaires after a study's exposure: which questions ask for which outcome, and what an answer is worth.

Whatever is not told is unknown, never zero and never "no": "I do not know" and "I would rather not say" are both None.
A *wave* asks some outcomes at one horizon; an *ask* is one person in one wave. Words are of who shows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Plan, Use

# A change of any question is another version; a wave keeps the one it began with.
VERSION = 1
# The source of a row of outcomes that a study asked itself; no domain that tells facts of the record has it.
SOURCE = "study-questions"
PER_PAGE = 5
# With this many of the statements told their mean counts.
ENOUGH_STATEMENTS = 2
# The longest time that a question looks back for days of absence.
YEAR = 365


class Kind(StrEnum):
    """How a question is answered: yes or no, a number, how satisfied, how far one agrees."""

    YES_NO = "yes-no"
    NUMBER = "number"
    SATISFIED = "satisfied"
    AGREE = "agree"


class NotTold(StrEnum):
    """Answers that tell nothing of the outcome; without work there is no wage and no match of work."""

    UNKNOWN = "unknown"
    UNTOLD = "untold"
    NO_WORK = "no-work"


class AskState(StrEnum):
    """How an ask stands. *Over*: its days went by. *Ended*: the consent or the study came to an end."""

    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    OVER = "over"
    ENDED = "ended"


class Arm(StrEnum):
    """Whether somebody got the approach of the study, or stands beside those who did."""

    TREATED = "treated"
    COMPARED = "compared"


@dataclass(frozen=True)
class Question:
    """One question of one outcome. of_work: it has no answer for who has no work."""

    key: str
    outcome: str
    kind: Kind
    of_work: bool = False


QUESTIONS = (
    Question("in_work", "in_work", Kind.YES_NO),
    Question("hours", "hours", Kind.NUMBER),
    Question("wage", "wage", Kind.NUMBER, of_work=True),
    Question("level_match", "level_match", Kind.YES_NO, of_work=True),
    Question("field_match", "field_match", Kind.YES_NO, of_work=True),
    Question("in_education", "in_education", Kind.YES_NO),
    Question("moved_within_sector", "moved_within_sector", Kind.YES_NO),
    Question("moved_between_sectors", "moved_between_sectors", Kind.YES_NO),
    Question("knows_strengths", "career_competences", Kind.AGREE),
    Question("finds_the_way", "career_competences", Kind.AGREE),
    Question("dares_a_step", "career_competences", Kind.AGREE),
    Question("satisfaction", "satisfaction", Kind.SATISFIED),
    Question("absence", "absence", Kind.NUMBER),
)
ASKED = tuple(dict.fromkeys(one.outcome for one in QUESTIONS))


def can_ask(plan: Plan) -> dict[int, tuple[str, ...]]:
    """Return what a wave may ask of people in this plan: its horizons, each with the outcomes that can be asked."""
    found: dict[int, list[str]] = {}
    for one in plan.of_use(Use.PRIMARY, Use.SECONDARY, Use.CONTROL):
        if one.outcome in ASKED:
            found.setdefault(one.horizon, []).append(one.outcome)
    return {horizon: tuple(dict.fromkeys(outcomes)) for horizon, outcomes in sorted(found.items())}


def pages_of(outcomes: Sequence[str]) -> tuple[tuple[Question, ...], ...]:
    """Return the questions for these outcomes, at most `PER_PAGE` on a page, statements of one outcome together."""
    pages: list[tuple[Question, ...]] = []
    for outcome in ASKED:
        some = tuple(one for one in QUESTIONS if one.outcome == outcome and outcome in outcomes)
        if pages and len(pages[-1]) + len(some) <= PER_PAGE:
            pages[-1] += some
        elif some:
            pages.append(some)
    return tuple(pages)


def looks_back(horizon: int) -> int:
    """Return over how many days absence is asked: since the exposure, and a year at most."""
    return min(horizon, YEAR)


def values_of(answers: Mapping[str, str | float | None], outcomes: Sequence[str]) -> dict[str, float | None]:
    """Return the value of each outcome asked, None where it is unknown.

    answers: by key of a question: "yes" or "no", a number, "1" to "5", a `NotTold`, or nothing.

    Raises:
        ValueError: a number outside the range of its outcome, or an answer that the question does not have.
    """
    found: dict[str, float | None] = {}
    for outcome in outcomes:
        told = [_value(one, answers.get(one.key)) for one in QUESTIONS if one.outcome == outcome]
        known = [one for one in told if one is not None]
        enough = ENOUGH_STATEMENTS if len(told) > 1 else 1
        found[outcome] = sum(known) / len(known) if len(known) >= enough else None
    return found


def _value(question: Question, answer: str | float | None) -> float | None:
    if answer in (None, "") or answer in set(NotTold):
        return None
    if question.kind is Kind.YES_NO:
        if answer not in ("yes", "no"):
            raise ValueError(f"{question.key}: neither yes nor no")
        return float(answer == "yes")
    bounds = OUTCOMES[question.outcome]
    value = float(answer)
    if not (bounds.low or 0) <= value <= (bounds.high or float("inf")):
        raise ValueError(f"{question.key}: outside its range")
    return value


@dataclass(frozen=True)
class Terms:
    """When a wave asks: from a day, until a day, reminders so many days after the mail, and how long a link holds."""

    opens: date
    closes: date | None
    remind_after: int
    last_after: int
    open_for: int


def is_due(terms: Terms, due: date, today: date) -> bool:
    """Say whether somebody is to be asked today: their day has come, and is not so long ago that the link is over."""
    is_open = terms.opens <= today and (terms.closes is None or today <= terms.closes)
    return is_open and due <= today < due + timedelta(days=terms.open_for)


def holds_until(terms: Terms, due: date) -> date:
    """Return the last day on which somebody can answer."""
    last = due + timedelta(days=terms.open_for)
    return last if terms.closes is None else min(last, terms.closes)


def week_of(day: date) -> date:
    """Return the Monday of a week: an answer keeps no day, by which it could be laid beside a name."""
    return day - timedelta(days=day.weekday())
