"""Applying for money for learning: the stages of an application, and what can be looked up beforehand.

Terms: *scheme* = a rule of a fund with a rate, a most and days; *check* = something a computer can look up. Checks
inform whoever applies and whoever decides; a person of the fund decides, with reasons, also against a check.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Stage(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SENT = "sent"
    QUESTION = "question"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


# From which stages one can come to a stage; drafts are made, not come to.
COMES_FROM: dict[Stage, frozenset[Stage]] = {
    Stage.SENT: frozenset({Stage.DRAFT, Stage.QUESTION}),
    Stage.QUESTION: frozenset({Stage.SENT}),
    Stage.GRANTED: frozenset({Stage.SENT, Stage.QUESTION}),
    Stage.REFUSED: frozenset({Stage.SENT, Stage.QUESTION}),
    Stage.WITHDRAWN: frozenset({Stage.DRAFT, Stage.SENT, Stage.QUESTION}),
}
DECIDED = frozenset({Stage.GRANTED, Stage.REFUSED})


class Purpose(StrEnum):
    """What the money is for."""

    TRAINING = "training"
    MOVING = "moving"


@dataclass(frozen=True)
class Terms:
    """What a scheme says. Unknown is None: then nothing is checked. `rate` is in per cent of the costs."""

    rate: Decimal | None
    most: Decimal | None
    opens: date | None
    closes: date | None


class Check(StrEnum):
    """What is looked up."""

    DAYS = "days"
    COSTS = "costs"
    RATE = "rate"
    MOST = "most"


@dataclass(frozen=True)
class Found:
    """What a check found: met, not met, or None where the scheme does not say; `limit` is the bound in euro."""

    check: Check
    is_met: bool | None
    limit: Decimal | None = None


def may_come(stage: Stage, to: Stage) -> bool:
    """Say whether an application can go from a stage to another."""
    return stage in COMES_FROM.get(to, frozenset())


def checks(terms: Terms, costs: Decimal, asked: Decimal, day: date) -> tuple[Found, ...]:
    """Return what can be looked up about an application on a day.

    Args:
        costs: all costs, in euro. asked: what is asked of the fund, in euro.
    """
    known_days = terms.opens is not None or terms.closes is not None
    in_time = (terms.opens is None or terms.opens <= day) and (terms.closes is None or day <= terms.closes)
    share = None if terms.rate is None else (costs * terms.rate / 100).quantize(Decimal("0.01"))
    return (
        Found(Check.DAYS, in_time if known_days else None),
        Found(Check.COSTS, asked <= costs, costs),
        Found(Check.RATE, None if share is None else asked <= share, share),
        Found(Check.MOST, None if terms.most is None else asked <= terms.most, terms.most),
    )
