"""What a record here can tell a study, each part only of who let a research office see that part.

Every fact is about one person and dated. Nothing is said of who told nothing: unknown is no fact, and a value of None
is "asked, and not told". Own texts are never facts. Names of people are replaced by who makes data of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wending.accounts.rules.consent import Part


@dataclass(frozen=True, slots=True)
class Given:
    """Whose consent for research holds, by part, and the last day of which facts may be told."""

    people: Mapping[Part, frozenset[UUID]]
    until: date

    def of(self, part: Part) -> frozenset[UUID]:
        """Return who lets this part be seen."""
        return self.people.get(part, frozenset())


@dataclass(frozen=True, slots=True)
class Exposure:
    """What somebody was offered, took and ended, of one approach; `dose` in the unit of the approach."""

    person: UUID
    approach: str
    offered_on: date | None
    accepted_on: date | None
    completed_on: date | None
    dose: float | None
    organisation: UUID | None


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """A value of an outcome on a day; None was asked and not told. Which horizon it belongs to is of the study."""

    person: UUID
    outcome: str
    value: float | None
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class CovariateSeen:
    """A number or a class that was known of somebody on a day."""

    person: UUID
    covariate: str
    value: float | str
    on: date


Seen = Exposure | OutcomeSeen | CovariateSeen
