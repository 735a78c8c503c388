"""What a second language of skills, such as CompetentNL, says that occupations need, and how its concepts match those
of ESCO. Frozen records without keys of a database, beside those of `records`.

It is no framework: which occupations and skills there are, and what they are called, does not depend on these.
"""

from dataclasses import dataclass
from typing import Literal

Strength = Literal["essential", "important", "somewhat", "optional"]
MatchKind = Literal["exact", "close", "broad", "narrow"]

# From strong to weak. Of tasks only the first and the last are told.
STRENGTHS: tuple[Strength, ...] = ("essential", "important", "somewhat", "optional")
# From near to far. "broad": the concept of ESCO is broader than ours; "narrow": it is narrower (as in SKOS).
MATCHES: tuple[MatchKind, ...] = ("exact", "close", "broad", "narrow")


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """Something that people do in an occupation; its name is a label of kind "task"."""

    uri: str


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """An occupation needs a skill or piece of knowledge, or consists of a task, with this strength."""

    occupation: str
    needed: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class MatchRecord:
    """A concept of this source matches one of ESCO, `to`, by its URI."""

    uri: str
    to: str
    kind: MatchKind
