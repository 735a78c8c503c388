"""Programmes that are near another one: they teach the same skills, or lead to the same occupations.

Nearness is the share of skills (or occupations, if that is more) that both have of all that either has (Jaccard 1901).
"""

from collections.abc import Collection, Sequence
from typing import Protocol

SKILLS_LEAST = 3


class Taught(Protocol):
    """A programme with its occupations and skills by URI."""

    @property
    def id(self) -> str:
        """The key of the programme."""

    @property
    def occupations(self) -> Collection[str]:
        """What it leads to."""

    @property
    def skills(self) -> Collection[str]:
        """What it teaches."""


def neighbours(programme: Taught, among: Sequence[Taught], most: int) -> list[str]:
    """Return the ids of the nearest others, nearest first and ties by id; at least some skills or a job are shared."""
    found = []
    for other in among:
        shared = len({*programme.skills} & {*other.skills})
        jobs = len({*programme.occupations} & {*other.occupations})
        if other.id != programme.id and (shared >= SKILLS_LEAST or jobs):
            near = max(
                shared / len({*programme.skills, *other.skills} or {""}),
                jobs / len({*programme.occupations, *other.occupations} or {""}),
            )
            found.append((-near, other.id))
    return [key for _, key in sorted(found)[:most]]
