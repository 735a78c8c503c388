"""What a programme costs, where a dated source says so. The one place where costs come in; unknown stays unknown."""

from dataclasses import dataclass

from wending.reference.queries.programme_facts import ProgrammeFacts
from wending.reference.queries.study import StudyCostItem, study_costs


@dataclass(frozen=True, slots=True)
class Cost:
    """What a whole programme costs who is 18 or older: the euros of a year times the months it usually takes.

    `year`: the school year of the amount; an uncertain amount needs a look at its source.
    """

    yearly: int
    months: int
    source: str
    year: str
    is_certain: bool

    @property
    def euro(self) -> float:
        """The whole amount in euro."""
        return self.yearly * self.months / 12


class Costs:
    """Looks up what programmes cost by law, of the newest school year that is known; reads each level once."""

    def __init__(self) -> None:
        self._levels: dict[str, list[StudyCostItem]] = {}

    def of(self, programme: ProgrammeFacts, mode: str) -> Cost | None:
        """Return what a programme costs when followed in a mode; None when no source says, or its duration is unknown.

        None too where a school chooses the amount within a range.
        """
        if not programme.level or programme.duration_months is None:
            return None
        if programme.level not in self._levels:
            # The language matters to notes only, which are not used here.
            self._levels[programme.level] = study_costs(programme.level, (), "nl")
        found = [one for one in self._levels[programme.level] if mode in one.modes and one.age != "under-18"]
        newest = max(found, key=lambda one: one.year, default=None)
        if newest is None or newest.euro_most is not None:
            return None
        return Cost(newest.euro, programme.duration_months, newest.source, newest.year, newest.is_certain)
