"""Reasons to talk with a learner: rules that a mentor and the learner both read. Never a score, never an order of risk.

Terms: a *rule* says in data when something is a reason; a *fact* is what the school's own work or the learner told; a
*sign* is a rule that holds, with the facts it rests on and since when. Absence, marks and anything of home are no facts
here. The numbers of days are our own judgement, shown with each rule. A sign that was talked about rests, until
something new happens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class Key(StrEnum):
    """Which rule."""

    DOUBT = "doubt"
    NO_TALK = "no-talk"
    NOT_HANDED_IN = "not-handed-in"
    CHOICE_NEAR = "choice-near"


@dataclass(frozen=True, slots=True)
class Missed:
    """An assignment whose last day is over and that was not handed in."""

    title: str
    due: date


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice moment with the day by which it is made."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one learner. `doubt` is since when they say so, only where who looks may see it.

    `talked` tells per rule the last day on which somebody said that it was talked about.
    """

    term_begins: date
    last_talk: date | None = None
    missed: tuple[Missed, ...] = ()
    doubt: date | None = None
    choices: tuple[Choice, ...] = ()
    shares_plan: bool = False
    talked: Mapping[Key, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason to talk: the rule, since when, and the facts as names with days, oldest first."""

    key: Key
    since: date
    facts: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: after or within how many days, at least how often, and how it is looked up. 0 is not used."""

    key: Key
    find: Callable[["Rule", Facts, date], Sign | None]
    days: int = 0
    least: int = 0


def _doubt(rule: Rule, facts: Facts, today: date) -> Sign | None:
    return Sign(rule.key, facts.doubt) if facts.doubt else None


def _no_talk(rule: Rule, facts: Facts, today: date) -> Sign | None:
    since = facts.term_begins + timedelta(days=rule.days)
    if today < since or (facts.last_talk and facts.last_talk >= facts.term_begins):
        return None
    return Sign(rule.key, since, (("", facts.last_talk),) if facts.last_talk else ())


def _not_handed_in(rule: Rule, facts: Facts, today: date) -> Sign | None:
    recent = sorted(
        (one for one in facts.missed if today - timedelta(days=rule.days) <= one.due < today), key=lambda one: one.due
    )
    if len(recent) < rule.least:
        return None
    return Sign(rule.key, recent[-1].due + timedelta(days=1), tuple((one.title, one.due) for one in recent))


def _choice_near(rule: Rule, facts: Facts, today: date) -> Sign | None:
    near = sorted(
        (one for one in facts.choices if today <= one.day <= today + timedelta(days=rule.days)),
        key=lambda one: one.day,
    )
    if facts.shares_plan or not near:
        return None
    since = near[0].day - timedelta(days=rule.days)
    return Sign(rule.key, since, tuple((one.name, one.day) for one in near))


# In the order in which a page tells them; the order says nothing of weight.
RULES = (
    Rule(Key.DOUBT, _doubt),
    Rule(Key.NO_TALK, _no_talk, days=28),
    Rule(Key.NOT_HANDED_IN, _not_handed_in, days=92, least=2),
    Rule(Key.CHOICE_NEAR, _choice_near, days=56),
)


def signs(facts: Facts, today: date) -> tuple[Sign, ...]:
    """Return the reasons to talk that hold on a day, in the order of the rules, without what was talked about since."""
    found = (rule.find(rule, facts, today) for rule in RULES)
    return tuple(sign for sign in found if sign and not _is_talked(sign, facts))


def _is_talked(sign: Sign, facts: Facts) -> bool:
    talked = facts.talked.get(sign.key)
    return talked is not None and talked >= sign.since
