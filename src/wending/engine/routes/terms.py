"""The terms of a route: options to take as a step, the doors they stand behind, the world they make up, and the route.

Plain frozen records. Skills and credentials are bits of one whole number, so that "has all of this" is one operation.
Not a model of schools or employers: who fills a world decides what each option takes, opens and teaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_STEPS = 4


class Kind(StrEnum):
    """Name the kinds of step."""

    JOB = "job"
    PROGRAMME = "programme"
    COURSE = "course"
    CERTIFICATE = "certificate"
    RECOGNITION = "recognition"


class Income(StrEnum):
    """Say what a step does for income: it pays, it leaves room for a job of one's own, it does not, or not known."""

    PAID = "paid"
    BESIDE = "beside"
    UNPAID = "unpaid"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Door:
    """Let someone in who holds at least one bit of every key; chance in (0, 1]: how well the demands are then met."""

    keys: tuple[int, ...] = ()
    chance: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a chance outside (0, 1] with ValueError."""
        if not 0 < self.chance <= 1:
            raise ValueError(f"the chance of a door lies above 0 and up to 1: {self.chance}")


@dataclass(frozen=True)
class Option:
    """Hold one thing that can be a step.

    months and cost (euro): 0 or more, None when unknown. hours: a week, None when unknown. is_flexible: whether it
    can be done outside school hours (part-time, evening, online), None when unknown. teaches: bits of the goal's needs;
    gives: bits of credentials (levels, programmes, jobs). doors: any open one lets in; without doors it stays shut.
    group: options of one group are ways to do the same thing, excluded together. preference: of options that
    take, open and teach the same the one with the lowest is told.
    """

    id: str
    kind: Kind
    months: float | None
    cost: float | None
    income: Income = Income.UNKNOWN
    hours: float | None = None
    is_flexible: bool | None = None
    teaches: int = 0
    gives: int = 0
    doors: tuple[Door, ...] = (Door(),)
    group: str = ""
    preference: int = 0

    def __post_init__(self) -> None:
        """Refuse negative amounts with ValueError."""
        if any(amount is not None and not amount >= 0 for amount in (self.months, self.cost, self.hours)):
            raise ValueError(f"months, cost and hours cannot be negative: {self}")


@dataclass(frozen=True)
class World:
    """Hold one person, one goal and the options between them.

    ready: share (0..1) of the goal's needs that the person meets now, weighted by importance. weights: per bit of
    `teaches` what learning it adds to that share; all together at most 1 - ready. held: bits of credentials that the
    person has. arrival: doors of the goal itself. least_ready: share from which arriving makes sense (0..1).
    prospect: chance of work in the goal (0..1) from labour-market figures, None where there are none.
    """

    ready: float
    weights: tuple[float, ...]
    options: tuple[Option, ...]
    arrival: tuple[Door, ...]
    held: int = 0
    least_ready: float = 0.0
    prospect: float | None = None

    def __post_init__(self) -> None:
        """Refuse shares outside 0..1, bits without a weight and options that share an id, with ValueError."""
        if self.ready < 0 or min(self.weights, default=0) < 0 or self.ready + sum(self.weights) > 1 + 1e-9:
            raise ValueError("readiness and what can be learned are shares: 0 or more, together at most 1")
        if any(option.teaches >> len(self.weights) for option in self.options):
            raise ValueError("an option teaches a need that has no weight")
        if len({option.id for option in self.options}) != len(self.options):
            raise ValueError("two options have the same id")


@dataclass(frozen=True, order=True)
class Amount:
    """Hold a sum of which a part may be unknown: what is known, and how many steps have an unknown amount."""

    unknown: int
    known: float

    @property
    def total(self) -> float | None:
        """Return the sum, None when a part is unknown."""
        return None if self.unknown else self.known


@dataclass(frozen=True)
class Route:
    """Hold the options taken in order, and what they come to.

    months, cost: sums. ready: share of the goal's needs met at the end. chance in (0, 1]: ready x the chance of every
    door gone through, the goal's included x the prospect where known. Without labour-market figures this is readiness,
    not the chance of a job. also: per step other ids that take, open and teach the same.
    """

    steps: tuple[Option, ...]
    months: Amount
    cost: Amount
    ready: float
    chance: float
    also: tuple[tuple[str, ...], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the steps in order."""
        return tuple(option.id for option in self.steps)

    @property
    def is_paid(self) -> bool:
        """Return whether every step pays or leaves room for a job of one's own."""
        return all(option.income in (Income.PAID, Income.BESIDE) for option in self.steps)


Values = tuple[int, float, int, float, float]


def values(route: Route) -> Values:
    """Return what routes are compared by, each lower is better: time and cost (unknown parts, then known), -chance."""
    return (route.months.unknown, route.months.known, route.cost.unknown, route.cost.known, -route.chance)
