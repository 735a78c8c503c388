"""Openings within a firm. *Kind*: a vacancy, a project, a task, or a day to look along. *State*: a draft is seen by
managers only; an open one by the people of the firm, and of firms of its networks where `for_network` says so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is open."""

    VACANCY = "vacancy"
    PROJECT = "project"
    TASK = "task"
    SHADOW = "shadow"


class State(StrEnum):
    """Where an opening stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Answer(StrEnum):
    """What a firm answered to a response; a response without one waits."""

    TALK = "talk"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill that something asks or teaches; `uri` is of the reference data, empty for a word of the firm."""

    uri: str
    name: str

    @property
    def key(self) -> str:
        """What makes two of them the same: the URI, else the word without capitals and outer spaces."""
        return self.uri or self.name.casefold().strip()


def skills_of(rows: Iterable[dict[str, str]]) -> tuple[Skill, ...]:
    """Return skills as a table keeps them."""
    return tuple(Skill(row["uri"], row["name"]) for row in rows)


def split(asked: Iterable[Skill], held: Collection[str]) -> tuple[list[Skill], list[Skill]]:
    """Return which of the skills that are asked one has (by their keys), and which not; in the order asked."""
    asked = list(asked)
    return [one for one in asked if one.key in held], [one for one in asked if one.key not in held]


def order(shared: int, asked: int, is_wish: bool) -> tuple[int, float]:
    """Return by what a list for oneself is ordered, least first: a wish first, then the share of skills one has."""
    return (0 if is_wish else 1, -(shared / asked) if asked else 0.0)
