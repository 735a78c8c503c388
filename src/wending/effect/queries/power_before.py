"""What a plan can show with the numbers that are expected, reckoned before anything is seen.

The reckoning itself is of `engine.estimation`; None where it cannot be made.
"""

from dataclasses import dataclass

from wending.effect.rules.plan import Plan


@dataclass(frozen=True)
class PowerBefore:
    """The smallest effect that would be seen four times of five, and the smallest that matters, in outcome units."""

    detectable: float
    smallest: float

    @property
    def is_enough(self) -> bool:
        """Whether an effect that matters would be seen."""
        return self.detectable <= self.smallest


def power_before(plan: Plan) -> PowerBefore | None:
    """Return what a plan can show, None where it is not known (yet)."""
    return None
