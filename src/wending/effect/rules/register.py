"""What makes a study believable: moments that are set once, and changes of its plan that everybody can see.

A *moment* is an act that cannot be undone: begun, registered, population frozen, outcomes opened, published, withdrawn.
A *difference* is a field of a plan with what it was and what it became.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Moment(StrEnum):
    """Acts that stay for ever, in the order in which they come."""

    BEGUN = "begun"
    REGISTERED = "registered"
    FROZEN = "frozen"
    OPENED = "opened"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """The line along which a study goes."""

    PLAN = "plan"
    REGISTERED = "registered"
    DATA = "data"
    OPENED = "opened"
    RUN = "run"
    PUBLISHED = "published"


class When(StrEnum):
    """When a plan was changed; the later, the more a reader must know of it."""

    DRAFT = "draft"
    REGISTERED = "registered"
    OPENED = "opened"


def step_of(moments: Iterable[Moment], has_plan: bool, has_answer: bool) -> Step:
    """Return what a study is at now: the first step that is not done; the last also when it is published."""
    done = set(moments)
    if Moment.PUBLISHED in done or has_answer:
        return Step.PUBLISHED
    if Moment.OPENED in done:
        return Step.RUN
    if Moment.FROZEN in done:
        return Step.OPENED
    if Moment.REGISTERED in done:
        return Step.DATA
    return Step.REGISTERED if has_plan else Step.PLAN


def when_of(was_registered: bool, was_opened: bool) -> When:
    """Return when a version was written."""
    if was_opened:
        return When.OPENED
    return When.REGISTERED if was_registered else When.DRAFT


@dataclass(frozen=True)
class Difference:
    """A field of a plan that changed. None: it was not there, or is not there any more."""

    field: str
    was: Any
    now: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return the fields in which two plans as mappings differ, in the order of the later one."""
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        Difference(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


def population_digest(persons: Iterable[str]) -> str:
    """Return what identifies a population, whatever the order of its people: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(sorted(persons)).encode()).hexdigest()
