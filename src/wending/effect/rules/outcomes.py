"""What guidance may change: outcomes of people and of organisations, and the days after which they are looked at.

Declared as data: unit, range, and which way is better ("" when neither is by itself). Words are of who shows them.
"""

from dataclasses import dataclass

# Days after the exposure: a month, a quarter, half a year, a year, three and five years.
HORIZONS = (30, 90, 180, 365, 1095, 1825)


@dataclass(frozen=True)
class Outcome:
    """One outcome. unit: share (0 or 1 of one), hours_per_week, euro_per_hour, euro_per_month, euro_per_year, points
    or days. of: whose it is; a share of an organisation is a number between 0 and 1."""

    key: str
    unit: str
    low: float | None = None
    high: float | None = None
    better: str = "up"
    of: str = "person"


_ALL = (
    Outcome("in_work", "share", 0, 1),
    Outcome("days_until_work", "days", 0, None, "down"),
    Outcome("hours", "hours_per_week", 0, 80, ""),
    Outcome("wage", "euro_per_hour", 0, 500),
    Outcome("earnings", "euro_per_month", 0, 100_000),
    Outcome("level_match", "share", 0, 1),
    Outcome("field_match", "share", 0, 1),
    Outcome("in_education", "share", 0, 1, ""),
    Outcome("drop_out", "share", 0, 1, "down"),
    Outcome("moved_within_sector", "share", 0, 1, ""),
    Outcome("moved_between_sectors", "share", 0, 1, ""),
    Outcome("career_competences", "points", 1, 5),
    Outcome("satisfaction", "points", 1, 5),
    Outcome("absence", "days", 0, 366, "down"),
    Outcome("vacancies_filled", "share", 0, 1, "up", "organisation"),
    Outcome("retention", "share", 0, 1, "up", "organisation"),
    Outcome("training_spend", "euro_per_year", 0, 100_000, "", "organisation"),
)
OUTCOMES = {outcome.key: outcome for outcome in _ALL}


def is_worse(outcome: str, low: float, high: float) -> bool:
    """Say whether a whole interval of effects lies on the side that is worse; of some outcomes neither side is."""
    kind = OUTCOMES.get(outcome)
    better = kind.better if kind else ""
    return (better == "up" and high < 0) or (better == "down" and low > 0)
