"""A plan: goals, each with steps that someone takes, alone or with somebody. Progress is steps done, never a score.

Terms: a *goal* is where somebody wants to go, in their words; a *step* is what they will do for it, with a first small
step that can be done today; a *proposal* is a step, or a change of one, that somebody else would write: it waits for
the yes of whom the plan is of.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

LONGEST_NAME, LONGEST_TEXT = 200, 2000
MOST_GOALS, MOST_STEPS = 30, 60


class GoalState(StrEnum):
    """Where a goal stands."""

    OPEN = "open"
    REACHED = "reached"
    LET_GO = "let_go"


class StepState(StrEnum):
    """Where a step stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Origin(StrEnum):
    """Where a step came from."""

    OWN = "own"
    ROUTE = "route"
    GAP = "gap"
    TEMPLATE = "template"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class StepText:
    """What a step says. `owner` is empty for oneself, else somebody in words; `remind_on` a day for a mail."""

    what: str
    first_step: str = ""
    due: date | None = None
    remind_on: date | None = None
    owner: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values; days as ISO 8601."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "StepText":
        """Return the text that `to_json` wrote."""
        days = {name: date.fromisoformat(raw[name]) if raw.get(name) else None for name in ("due", "remind_on")}
        return cls(str(raw["what"]), str(raw.get("first_step", "")), owner=str(raw.get("owner", "")), **days)


@dataclass(frozen=True, slots=True)
class ReadyStep:
    """A step that is ready to be taken over. `key` names it within its goal, so that taking it twice takes it once."""

    key: str
    what: str
    first_step: str = ""


@dataclass(frozen=True, slots=True)
class ReadyGoal:
    """A goal with steps, ready to be taken over. `target` is a URI, or "programme:" with its key; empty without one."""

    title: str
    target: str
    origin: Origin
    steps: tuple[ReadyStep, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain values, for a session."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "ReadyGoal":
        """Return the goal that `to_json` wrote."""
        steps = tuple(ReadyStep(step["key"], step["what"], step["first_step"]) for step in raw["steps"])
        return cls(raw["title"], raw["target"], Origin(raw["origin"]), steps)

    def with_steps_of(self, other: "ReadyGoal") -> "ReadyGoal":
        """Return this goal with the steps of another too, each key once."""
        steps = {step.key: step for step in (*self.steps, *other.steps)}
        return ReadyGoal(self.title, self.target, self.origin, tuple(steps.values())[:MOST_STEPS])


def in_order(due: date | None, number: int) -> tuple[bool, date, int]:
    """Return by what steps are ordered: those with a day first, by day; the others as they came."""
    return due is None, due or date.max, number
