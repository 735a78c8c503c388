"""What figures tell of the work of a function: its level, whether there is more or less of it, and what is expected.

Each with its source and date, or unknown. It says nothing of people, and it is no forecast for a firm.
"""

from dataclasses import dataclass

from wending.ledger.rules.actor import Actor
from wending.orientation.queries.facts import Fact
from wending.orientation.queries.worth import worth
from wending.reference.queries.occupations import OccupationDetail, occupation
from wending.reference.queries.releases import ReleaseInfo
from wending.work.models import Function
from wending.work.queries.needs import functions

ASKED = ("workers", "outlook", "tension")
# Seed row of the project: work at these levels goes first.
LOW = ("2", "3")


@dataclass(frozen=True, slots=True)
class Outlook:
    """A function with what is known of its occupation; `occupation` None: the firm named none that we know.

    `fewer`: in the newest figure more people left this work than came to it; None where no source says.
    """

    function: Function
    occupation: OccupationDetail | None
    facts: list[Fact]

    @property
    def level_low(self) -> str:
        """The usual lowest level (NLQF), empty when unknown."""
        return self.occupation.nlqf_low if self.occupation else ""

    @property
    def is_low(self) -> bool:
        """Whether its usual lowest level is one that often disappears."""
        return self.level_low in LOW

    @property
    def level_source(self) -> ReleaseInfo | None:
        """Who says so of the level."""
        return self.occupation.sources.get("nlqf_low") if self.occupation else None

    @property
    def known(self) -> list[Fact]:
        """The figures that there are."""
        return [fact for fact in self.facts if fact.is_known]

    @property
    def later(self) -> int | None:
        """How many people more (or fewer) the firm itself expects in two years; None where it does not say."""
        now, then = self.function.people, self.function.people_later
        return None if now is None or then is None else then - now


def outlooks(actor: Actor, lang: str) -> list[Outlook]:
    """Return the functions of the firm that who asks manages, those that the firm itself sees shrink first."""
    found = [_outlook(row, lang) for row in functions(actor)]
    return sorted(found, key=lambda one: (one.later is None, one.later or 0, one.function.name.casefold()))


def _outlook(row: Function, lang: str) -> Outlook:
    known = occupation(row.occupation, lang) if row.occupation else None
    facts = worth(known.uri, known.isco_code, lang).facts if known else []
    return Outlook(row, known, [fact for fact in facts if fact.key in ASKED])
