"""Requests for money at a fund: what a scheme says, and what can be checked. A person of the fund decides, never this.

Terms: *scheme* = what a fund pays for, as data with its source; *check* = a plain comparison of a request with its
scheme: it informs both sides and changes nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

CENT = Decimal("0.01")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


class Kind(StrEnum):
    """What money is asked for."""

    TRAINING = "training"
    MOVING = "moving"


class State(StrEnum):
    """Where a request is."""

    DRAFT = "draft"
    SENT = "sent"
    GRANTED = "granted"
    REFUSED = "refused"
    OBJECTED = "objected"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


# What may follow what, and whose act it is.
BY_APPLICANT: dict[State, frozenset[State]] = {
    State.SENT: frozenset({State.DRAFT}),
    State.WITHDRAWN: frozenset({State.DRAFT, State.SENT}),
    State.OBJECTED: frozenset({State.GRANTED, State.REFUSED}),
}
BY_FUND: dict[State, frozenset[State]] = {
    State.GRANTED: frozenset({State.SENT, State.OBJECTED}),
    State.REFUSED: frozenset({State.SENT, State.OBJECTED}),
    State.PAID: frozenset({State.GRANTED}),
}


class Result(StrEnum):
    """What a check found; UNKNOWN: the scheme or the request does not tell."""

    FITS = "fits"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scheme says: share of the costs in percent, the most in euros, from and until; None where not told."""

    rate: Decimal | None
    most: Decimal | None
    begins: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says: costs and amount in euros, the day it begins, how many people, how many proofs."""

    costs: Decimal | None
    amount: Decimal | None
    begins: date | None
    people: int | None
    proofs: int


@dataclass(frozen=True, slots=True)
class Check:
    """A check by name, what it found, and the figure it compared with where there is one."""

    name: str
    result: Result
    figure: Decimal | None = None


def most_by_scheme(terms: Terms, costs: Decimal | None) -> Decimal | None:
    """Return the most a scheme gives for these costs in euros: the rate of the costs, at most its maximum.

    None when neither is told. Rounded down to cents.
    """
    found = [] if terms.most is None else [terms.most]
    if terms.rate is not None and costs is not None:
        found.append((costs * terms.rate / 100).quantize(CENT, rounding="ROUND_DOWN"))
    return min(found) if found else None


def checks(terms: Terms, asked: Asked) -> list[Check]:
    """Return what can be compared, in a fixed order."""
    most = most_by_scheme(terms, asked.costs)
    within = None if asked.amount is None or most is None else asked.amount <= most
    below_costs = None if asked.amount is None or asked.costs is None else asked.amount <= asked.costs
    dated = None
    if asked.begins is not None and (terms.begins or terms.ends):
        dated = (not terms.begins or asked.begins >= terms.begins) and (not terms.ends or asked.begins <= terms.ends)
    return [
        Check("amount", _result(within), most),
        Check("costs", _result(below_costs), asked.costs),
        Check("period", _result(dated)),
        Check("people", _result(None if asked.people is None else asked.people > 0)),
        Check("proof", Result.FITS if asked.proofs else Result.DIFFERS),
    ]


def _result(found: bool | None) -> Result:
    return Result.UNKNOWN if found is None else Result.FITS if found else Result.DIFFERS


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return which of these names, and which mail addresses, stand in a text: a fund sees no names."""
    found = [name for name in names if name and re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]
    return found + _ADDRESS.findall(text)
