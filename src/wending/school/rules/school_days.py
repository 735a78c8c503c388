"""The days of a school year: terms, in which each learner has a talk, and days by which a choice is made.

Terms: *term* = a part of the year, both days included. Where a school says nothing, three terms hold: our own
judgement, not a rule of the law; pages say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a school year, from a day up to and including a day; `is_own` when the school set it."""

    name: str
    begins: date
    ends: date
    is_own: bool = True

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise ValueError(f"ends before it begins: {self.name}")


def usual_terms(today: date) -> tuple[Term, ...]:
    """Return the three terms of the school year (1 August to 31 July) that a day lies in."""
    year = today.year if today.month >= 8 else today.year - 1
    days = (
        (date(year, 8, 1), date(year, 11, 30)),
        (date(year, 12, 1), date(year + 1, 3, 31)),
        (date(year + 1, 4, 1), date(year + 1, 7, 31)),
    )
    return tuple(Term(str(number), *pair, is_own=False) for number, pair in enumerate(days, start=1))


def term_of(terms: Sequence[Term], today: date) -> Term:
    """Return the term that a day lies in; between two terms of a school, the one that ended last.

    Without one of their own that began, the usual one.
    """
    begun = [term for term in terms if term.begins <= today]
    if not begun:
        return next(term for term in usual_terms(today) if term.begins <= today <= term.ends)
    return max(begun, key=lambda term: term.begins)


def overlap(terms: Sequence[Term]) -> tuple[Term, Term] | None:
    """Return two terms that share a day, None where all are apart."""
    ordered = sorted(terms, key=lambda term: term.begins)
    for one, other in pairwise(ordered):
        if other.begins <= one.ends:
            return one, other
    return None
