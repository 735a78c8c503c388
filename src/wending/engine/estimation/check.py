"""Looks at whether an estimate can be believed, in one form for all: a state, named figures and a table.

Without every check of `EVERY` a report is not made: a check that these data do not allow is told as such (`CANNOT`),
with the reason. Texts are of who shows it; here are codes and figures only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | None


class Code(StrEnum):
    """What is looked at."""

    FLOW = "flow"  # who was asked, treated, compared, lost, and why
    BALANCE = "balance"  # differences of covariates before and after weighting
    OVERLAP = "overlap"  # for whom there are people to compare with, and who was left out
    PRE_TRENDS = "pre-trends"  # whether both went the same way before it began
    PLACEBO = "placebo"  # the effect on an outcome of before it began, which must be none
    NEGATIVE_CONTROL = "negative-control"  # the effect on an outcome that it cannot touch
    MISSING = "missing"  # how far unknown outcomes could move the figure
    CONFOUNDING = "confounding"  # how strong something unseen must be to explain it away
    SPECIFICATIONS = "specifications"  # the same effect by other reasonable choices
    POWER = "power"  # the smallest effect that these data could have shown


EVERY = tuple(Code)


class State(StrEnum):
    """What a check says."""

    PASSED = "passed"
    FAILED = "failed"
    TOLD = "told"  # figures without a bar to pass
    CANNOT = "cannot"  # these data do not allow it; `reason` says why


@dataclass(frozen=True)
class Check:
    """One look. `figures`: name and number; `columns` and `rows`: the table behind its picture, numbers unrounded.

    None in a row is a figure that does not exist there. `reason` is a code, only with `CANNOT` and `FAILED`.
    """

    code: Code
    state: State
    figures: tuple[tuple[str, float], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns.

        Raises:
            ValueError: a row longer or shorter than the columns, or `CANNOT` without a reason.
        """
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a check has a cell per column")
        if self.state is State.CANNOT and not self.reason:
            raise ValueError("a check that cannot be done says why")

    def __getitem__(self, name: str) -> float:
        return dict(self.figures)[name]
