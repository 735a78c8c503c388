"""Evidence: one effect of one study, from here or from literature, in a form that can be put beside others.

Only effects of the same kind of approach, outcome, unit and length of time are ever put together, and those by lot
apart from those not by lot. *Target*, *setting* and *mode* are what may make it work for one and not for another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import isfinite

from wending.effect.rules.outcomes import OUTCOMES
from wending.engine.estimation.design import BY_LOT, Design

VERDICTS = ("randomised", "credible", "suggestive", "not-identified")


class Origin(StrEnum):
    """Where evidence comes from."""

    HERE = "here"
    LITERATURE = "literature"


class Target(StrEnum):
    """For whom the approach was."""

    LOW_SKILLED = "low-skilled"
    YOUNG = "young"
    OLDER = "older"
    WITHOUT_WORK = "without-work"
    IN_WORK = "in-work"
    AT_SCHOOL = "at-school"
    EVERYBODY = "everybody"


class Setting(StrEnum):
    """Where it was given."""

    CENTRE = "centre"
    SCHOOL = "school"
    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"
    OTHER = "other"


class Mode(StrEnum):
    """How it was given."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    MIXED = "mixed"


class Length(StrEnum):
    """How long after the start it was measured."""

    SHORT = "short"
    YEAR = "year"
    LONG = "long"


@dataclass(frozen=True)
class Told:
    """What is told of one study; unknown is None or "". effect, error: in units of the outcome, both or neither."""

    title: str
    reference: str
    year: int
    country: str
    approach: str
    outcome: str
    horizon: int
    effect: float | None
    error: float | None
    unit: str
    people: int | None
    design: str
    verdict: str
    target: str = ""
    setting: str = ""
    mode: str = ""
    context: str = ""


@dataclass(frozen=True)
class Key:
    """What effects must have in common to be put together."""

    approach: str
    outcome: str
    unit: str
    length: Length


def length_of(horizon: int) -> Length:
    """Return how long a horizon in days is: up to half a year, up to a year and a half, longer."""
    if horizon <= 183:
        return Length.SHORT
    return Length.YEAR if horizon <= 548 else Length.LONG


def is_by_lot(design: str) -> bool:
    """Say whether a design assigns by lot."""
    return design in {one.value for one in BY_LOT}


def mark_of(told: Told) -> int:
    """Return a number that changes with anything that is told: who checks or changes it says what they had read."""
    kept = json.dumps(asdict(told), sort_keys=True).encode()
    return int.from_bytes(hashlib.sha256(kept).digest()[:6], "big")


def problems(told: Told) -> tuple[tuple[str, str], ...]:
    """Return what is wrong, as field and code, in the order of the fields."""
    found = [
        (name, "empty") for name in ("title", "reference", "country", "approach") if not getattr(told, name).strip()
    ]
    known: Mapping[str, Iterable[str]] = {
        "outcome": OUTCOMES,
        "design": [one.value for one in Design],
        "verdict": VERDICTS,
        "target": ["", *Target],
        "setting": ["", *Setting],
        "mode": ["", *Mode],
    }
    found += [(name, "unknown-word") for name, words in known.items() if getattr(told, name) not in set(words)]
    if not 1900 <= told.year <= 2200:
        found.append(("year", "out-of-range"))
    if not 0 < told.horizon <= 3660:
        found.append(("horizon", "out-of-range"))
    if (told.effect is None) is not (told.error is None):
        found.append(("error", "effect-and-error"))
    if told.effect is not None and not isfinite(told.effect):
        found.append(("effect", "not-a-number"))
    if told.error is not None and not (isfinite(told.error) and told.error > 0):
        found.append(("error", "not-above-zero"))
    if told.outcome in OUTCOMES and told.unit != OUTCOMES[told.outcome].unit:
        found.append(("unit", "another-unit"))
    if told.people is not None and told.people < 1:
        found.append(("people", "not-above-zero"))
    return tuple(found)
