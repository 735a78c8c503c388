"""From work to work: limits that a person sets, who has no next step, and when the firm's counts may be published.

Terms: *mover* = somebody who joined; *opening* = work at the own firm or a neighbouring one; *limit* = what a person
will not do, and then never gets proposed; what an opening does not tell breaks no limit, but is told as unknown.
*Published* counts are frozen: a new one appears only when so many people changed that the difference tells of no few.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wending.kit.small_cells import SMALLEST, hidden_cells

# How many openings a person sees beside the one of each assignment.
FURTHER = 3
FIRST_STEP = timedelta(days=7)


class Council(StrEnum):
    """Whether the works council was told; NONE: there is none."""

    YES = "yes"
    NO = "no"
    NONE = "none"


class State(StrEnum):
    """Where somebody is. `DONE` states need no next step."""

    LOOKING = "looking"
    TALKING = "talking"
    LEARNING = "learning"
    MOVED = "moved"
    STAYS = "stays"
    STOPPED = "stopped"


DONE = frozenset({State.MOVED, State.STAYS, State.STOPPED})


class Word(StrEnum):
    """What somebody said to a proposal."""

    OPEN = "open"
    YES = "yes"
    ASKED = "asked"
    NO = "no"


# After these the receiving firm sees who it is.
TOLD = frozenset({Word.YES, Word.ASKED})


class StepOwner(StrEnum):
    """Whose step it is."""

    SELF = "self"
    GUIDE = "guide"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Limits:
    """What somebody will not go beyond; None or empty: no limit. Hours a week, NLQF levels, codes of regions."""

    hours_low: int | None = None
    hours_high: int | None = None
    level_low: float | None = None
    level_high: float | None = None
    regions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenWork:
    """An opening as matching knows it; None or empty where it is not told. `levels`: lowest and highest NLQF."""

    id: str
    occupation: str
    hours: float | None = None
    levels: tuple[float, float] | None = None
    region: str = ""
    places: int = 1
    skills: frozenset[str] = frozenset()


def broken_limits(limits: Limits, work: OpenWork) -> list[str]:
    """Return which limits an opening breaks: "hours", "level", "region"."""
    found = []
    if work.hours is not None and not _within(work.hours, work.hours, limits.hours_low, limits.hours_high):
        found.append("hours")
    if work.levels is not None and not _within(*work.levels, limits.level_low, limits.level_high):
        found.append("level")
    if limits.regions and work.region and work.region not in limits.regions:
        found.append("region")
    return found


def unknown_limits(limits: Limits, work: OpenWork) -> list[str]:
    """Return for which limits an opening does not tell what is needed: to be asked."""
    asks_hours = limits.hours_low is not None or limits.hours_high is not None
    asks_level = limits.level_low is not None or limits.level_high is not None
    told = (
        ("hours", asks_hours and work.hours is None),
        ("level", asks_level and work.levels is None),
        ("region", bool(limits.regions) and not work.region),
    )
    return [name for name, is_unknown in told if is_unknown]


def _within(low: float, high: float, least: float | None, most: float | None) -> bool:
    """Say whether a range meets the range that somebody wants."""
    return (least is None or high >= least) and (most is None or low <= most)


def needs_step(state: State, dues: Iterable[date], today: date) -> bool:
    """Say whether somebody is forgotten: not done, and no open step that is due today or later."""
    return state not in DONE and not any(due >= today for due in dues)


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody who joined, as the counts know them: their state now, and as they were last counted ("" for never)."""

    state: str
    counted_as: str


def may_publish(movers: Iterable[Counted], last: Mapping[str, int]) -> bool:
    """Say whether new counts may appear: enough people changed, came or left since the last, or there is no last.

    `last`: the true counts by state when they were last published; who left since is in them and not in `movers`.
    """
    now = list(movers)
    if not last:
        return len(now) >= SMALLEST
    still = sum(bool(one.counted_as) for one in now)
    left = max(sum(last.values()) - still, 0)
    changed = sum(one.state != one.counted_as for one in now)
    return len(now) >= SMALLEST and changed + left >= SMALLEST


def counts(states: Iterable[str], invited: int) -> dict[str, int | None]:
    """Return how many are in each state, and under "not_joined" who was told and did not join; None where hidden.

    Everybody knows how many were told, so that "not joined" and the states together are a known total.
    """
    cells = {state.value: 0 for state in State}
    for state in states:
        cells[state] += 1
    cells["not_joined"] = max(invited - sum(cells.values()), 0)
    parts = tuple(cells)
    whole = {**cells, "told": sum(cells.values())}
    hidden = hidden_cells(whole, [("told", parts)])
    return {key: None if key in hidden else value for key, value in cells.items()}
