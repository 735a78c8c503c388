"""What a synthetic world is made of: its people, approaches, who gets them and why, and what goes unknown.

Every parameter is made up. Nothing here is measured, and no figure from such a world says anything of a real one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HORIZONS = (30, 90, 180, 365, 1095, 1825)  # days after the start
LEVELS = ("low", "middle", "high")  # of schooling
HISTORY = 24  # months seen before the start
PERIOD = 6  # months in a period of the panel
DAYS = 30.4375  # in a month


class Mechanism(StrEnum):
    """How it is settled who gets an approach."""

    RANDOMISED = "randomised"  # a draw per person
    CLUSTER = "cluster"  # a draw per firm
    WAITING_LIST = "waiting-list"  # a draw who goes first; the others follow after `World.wait` days
    STEPPED_WEDGE = "stepped-wedge"  # all firms, in a drawn order, one wave after another
    CUTOFF = "cut-off"  # who scores `World.cut` or more is offered it
    ENCOURAGEMENT = "encouragement"  # a drawn letter moves some; others take it anyway or never
    SELF_OBSERVED = "self-observed"  # people choose by what is seen of them
    SELF_HIDDEN = "self-hidden"  # people choose also by something that nobody sees


class Missing(StrEnum):
    """Why an outcome is unknown."""

    NONE = "none"
    RANDOM = "random"  # by chance alone
    OBSERVED = "observed"  # more often of who is young and has little schooling
    UNOBSERVED = "unobserved"  # more often where the outcome itself is low


@dataclass(frozen=True)
class Approach:
    """One thing that is done. Sizes are of somebody of middle schooling with the full dose, at their strongest.

    effect: change of the chance to be in work, -0.15 to 0.15; other outcomes move in proportion (`OUTCOMES`).
    lock_in: change of that chance in the first 90 days, when people take part and search less.
    dose: planned hours; dose_spread: the real dose is even within this share around it; more dose, more effect.
    completion: share of who accepted that completes; partial: share of the effect that who broke off still gets.
    cost: euros per person who accepts.
    """

    name: str
    version: str = "1"
    effect: float = 0.08
    lock_in: float = 0.0
    dose: float = 10.0
    dose_spread: float = 0.0
    completion: float = 1.0
    partial: float = 0.3
    cost: float = 1_000.0


@dataclass(frozen=True)
class Kind:
    """An outcome: its unit, how strongly it moves with an approach, and its make-up.

    size: change per unit of `Approach.effect` (so 0.08 x size). base, spread: mean and noise without an approach, at
    covariates of mean value. pull: how strongly covariates move it, in shares of `spread`.
    """

    unit: str
    size: float
    base: float
    spread: float
    pull: float = 0.3
    is_chance: bool = False
    needs_work: bool = False


# In work, hours and earnings come from the months of working life; the others are drawn per horizon.
WORKING = ("in-work", "hours", "earnings")
OUTCOMES: dict[str, Kind] = {
    "in-work": Kind("0 or 1", 1.0, 0.5, 0.5, is_chance=True),
    "hours": Kind("hours a week, 0 when not in work", 1.0, 0.0, 0.0),
    "earnings": Kind("euros a month, 0 when not in work", 1.0, 0.0, 0.0),
    "wage": Kind("euros an hour; exists for who is in work", 15.0, 0.0, 0.5, needs_work=True),
    "level-match": Kind("0 or 1; exists for who is in work", 0.8, 0.55, 0.0, 0.05, True, True),
    "field-match": Kind("0 or 1; exists for who is in work", 1.0, 0.45, 0.0, 0.05, True, True),
    "in-education": Kind("0 or 1", 0.5, 0.2, 0.0, 0.03, True),
    "dropped-out": Kind("0 or 1, left a programme without a diploma", -0.4, 0.2, 0.0, 0.03, True),
    "moved-inside": Kind("0 or 1, another job in the sector of the start", 0.4, 0.2, 0.0, 0.03, True),
    "moved-between": Kind("0 or 1, a job in another sector than that of the start", 0.6, 0.2, 0.0, 0.03, True),
    "competences": Kind("points; scale of 1 to 5, not cut off at its ends", 3.0, 3.2, 0.5),
    "satisfaction": Kind("points; scale of 1 to 10, not cut off at its ends", 4.0, 6.8, 1.2),
    "absence": Kind("days a year, may come out below 0 by noise", -15.0, 12.0, 3.0),
}


@dataclass(frozen=True)
class World:
    """All switches of a world; the same `World` gives the same tables, digit for digit.

    Groups: `people` persons in about `people / firm_size` firms, `regions` regions and `schools` schools.
    Who: `share` treated among all (of firms under CLUSTER). `uptake`: share of who is offered that accepts, and under
    ENCOURAGEMENT how many the letter moves; `always`: share that takes it without offer or letter, under
    ENCOURAGEMENT and CUTOFF. `selection`: by what is seen, in log-odds per standard deviation. `hidden`: by what is
    not seen, which also moves outcomes by `hidden` times a quarter of their spread, and is 0 unless SELF_HIDDEN.
    `cut`: of the score, in standard deviations. `wait`: days. `waves`: starts, `PERIOD` months apart.
    Effects: `by_level` multiplies by level of schooling. `half_life`: days in which an effect halves, None is never.
    `spill`: share of the effect that reaches the untreated when all of their firm are treated. `policy`: extra share
    of the effect in firms that have an HR policy. `months`: followed after the start.
    Outcomes: which, at which horizons; `missing` why and `missing_share` how many; `drop_out`: share of who is left
    that is lost for good at each next horizon. `competing`: chance a month that a spell without work
    ends in education. `firm_spread`: spread between firms, in shares of the own spread.
    `has_periods`, `has_history`: whether those long tables are made.
    """

    seed: int = 1
    people: int = 10_000
    firm_size: float = 25.0
    regions: int = 12
    schools: int = 40
    approaches: tuple[Approach, ...] = (Approach("guidance"),)
    mechanism: Mechanism = Mechanism.RANDOMISED
    share: float = 0.5
    uptake: float = 1.0
    always: float = 0.0
    selection: float = 0.5
    hidden: float = 0.0
    cut: float = 0.0
    wait: int = 365
    waves: int = 1
    by_level: tuple[float, float, float] = (1.0, 1.0, 1.0)
    half_life: float | None = None
    spill: float = 0.0
    policy: float = 0.0
    months: int = 60
    outcomes: tuple[str, ...] = tuple(OUTCOMES)
    horizons: tuple[int, ...] = HORIZONS
    missing: Missing = Missing.NONE
    missing_share: float = 0.2
    drop_out: float = 0.0
    competing: float = 0.0
    firm_spread: float = 0.0
    has_periods: bool = True
    has_history: bool = True

    def __post_init__(self) -> None:
        """Refuse a world that cannot be.

        Raises:
            ValueError: a switch outside its range; says which.
        """
        for name in ("share", "uptake", "always", "missing_share", "drop_out"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is a share, from 0 to 1")
        if unknown := set(self.outcomes) - set(OUTCOMES):
            raise ValueError(f"no such outcome: {', '.join(sorted(unknown))}; there are {', '.join(OUTCOMES)}")
        if not self.approaches or len({a.name for a in self.approaches}) < len(self.approaches):
            raise ValueError("a world has one or more approaches, each with a name of its own")
        if self.people < 1 or self.waves < 1 or self.regions < 1 or self.schools < 1 or self.firm_size < 1:
            raise ValueError("people, waves, regions, schools and firm_size are 1 or more")
        if self.hidden and self.mechanism is not Mechanism.SELF_HIDDEN:
            raise ValueError("hidden works under SELF_HIDDEN only")
        if self.months < PERIOD or self.months % PERIOD:
            raise ValueError(f"months are followed in whole periods of {PERIOD}")
        if max(self.horizons, default=0) > self.months * DAYS:
            raise ValueError("a horizon lies after the months that are followed")
        if self.strongest > 0.15 + 1e-9:
            raise ValueError(f"effects on the chance of work go up to 0.15; this world has {self.strongest:.2f}")

    @property
    def strongest(self) -> float:
        """The largest change of a chance that anybody can get in this world."""
        own = max(
            max(abs(a.effect), abs(a.lock_in), abs(a.effect + a.lock_in)) * (1 + a.dose_spread) for a in self.approaches
        )
        return own * max(map(abs, self.by_level)) * (1 + max(self.policy, 0.0))
