"""What a plan can show with the numbers that are expected, reckoned before anything is seen.

It is told only for designs that compare people one by one; for others it would promise too much.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.effect.queries.plan_shown import figure
from wending.effect.queries.report_words import outcomes
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Plan
from wending.engine.estimation import design as by
from wending.engine.estimation.power import POWER, Design, smallest_effect

PERSON_BY_PERSON = frozenset(
    {by.Design.RANDOMISED, by.Design.WAITING_LIST, by.Design.DOUBLY_ROBUST, by.Design.MATCHING_AND_WEIGHTING}
)


@dataclass(frozen=True)
class PowerBefore:
    """The smallest effect that would be seen four times of five, and the smallest that matters, in outcome units.

    is_by_lot: without a lot, groups that differ leave fewer people to compare with, and it becomes larger.
    """

    detectable: float
    smallest: float
    unit: str
    is_by_lot: bool

    @property
    def is_enough(self) -> bool:
        """Whether an effect that matters would be seen."""
        return self.detectable <= self.smallest

    @property
    def detectable_words(self) -> str:
        """The smallest effect that would be seen, with its unit."""
        return _effect(self.detectable, self.unit)

    @property
    def smallest_words(self) -> str:
        """The smallest effect that matters, with its unit."""
        return _effect(self.smallest, self.unit)


def power_before(plan: Plan) -> PowerBefore | None:
    """Return what a plan can show on its primary outcome, None where that cannot be said beforehand."""
    people = plan.expected_treated + plan.expected_compared
    if plan.design not in PERSON_BY_PERSON or plan.expected_spread <= 0:
        return None
    compared = Design(share=plan.expected_treated / people, power=POWER)
    try:
        detectable = smallest_effect(compared, people, plan.expected_spread)
    except ValueError:
        return None
    known = OUTCOMES.get(plan.primary.outcome)
    unit = known.unit if known else ""
    return PowerBefore(detectable, plan.primary.smallest, unit, plan.design in by.BY_LOT)


def _effect(value: float, unit: str) -> str:
    if unit == "share":
        return _("%s van de 100") % figure(round(100 * value, 1))
    return f"{figure(float(f'{value:.2g}'))} {outcomes.UNITS.get(unit, '')}".strip()
