"""How far an estimate may be believed, from the design and every check. Rules, not a feeling; each reason is told.

Randomised: assigned by lot, and nothing found against it. Credible: not by lot, and every check passes. Suggestive:
something failed or could not be looked at. Not identified: what carries the design failed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wending.engine.estimation.check import EVERY, Check, Code, State
from wending.engine.estimation.design import BY_LOT, CARRYING, EXCUSED, Design

# Checks with a bar of their own: only passing them will do. The rest may also be told.
WITH_BAR = frozenset({Code.BALANCE, Code.PRE_TRENDS, Code.PLACEBO, Code.NEGATIVE_CONTROL})


class Verdict(StrEnum):
    """From most to least."""

    RANDOMISED = "randomised"
    CREDIBLE = "credible"
    SUGGESTIVE = "suggestive"
    NOT_IDENTIFIED = "not-identified"


@dataclass(frozen=True)
class Reason:
    """A check that held the verdict down, its state, its own reason, and the most the verdict could then be."""

    code: Code
    state: State
    reason: str
    cap: Verdict


@dataclass(frozen=True)
class Judgement:
    """The verdict, and what held it down: empty when nothing did."""

    verdict: Verdict
    reasons: tuple[Reason, ...]


class Incomplete(Exception):
    """Checks are lacking, so there is no verdict and no report."""

    def __init__(self, lacking: tuple[Code, ...]) -> None:
        self.lacking = lacking
        super().__init__(", ".join(lacking))


def verdict(design: Design, checks: Sequence[Check]) -> Judgement:
    """Return the verdict. A code may come more than once (two negative controls): each counts.

    Raises:
        Incomplete: a check of `EVERY` is not among them.
    """
    lacking = tuple(code for code in EVERY if code not in {check.code for check in checks})
    if lacking:
        raise Incomplete(lacking)
    reasons = [reason for check in checks if (reason := _reason(design, check)) is not None]
    if design not in BY_LOT:
        reasons += _without_placebo(design, checks, {reason.code for reason in reasons})
    best = Verdict.RANDOMISED if design in BY_LOT else Verdict.CREDIBLE
    order = list(Verdict)
    lowest = max((reason.cap for reason in reasons), key=order.index, default=best)
    reasons.sort(key=lambda reason: -order.index(reason.cap))
    return Judgement(lowest, tuple(reasons))


def _reason(design: Design, check: Check) -> Reason | None:
    """Return why this check holds the verdict down, None when it does not."""
    if check.state is State.FAILED:
        cap = Verdict.NOT_IDENTIFIED if check.code in CARRYING[design] else Verdict.SUGGESTIVE
        return Reason(check.code, check.state, check.reason, cap)
    if check.state is State.CANNOT and check.reason not in EXCUSED[design].get(check.code, frozenset()):
        return Reason(check.code, check.state, check.reason, Verdict.SUGGESTIVE)
    if check.state is State.TOLD and check.code in WITH_BAR:
        return Reason(check.code, check.state, check.reason, Verdict.SUGGESTIVE)
    return None


def _without_placebo(design: Design, checks: Sequence[Check], told: set[Code]) -> list[Reason]:
    """Return the reason that nothing was looked at where the effect must be none, unless that is told."""
    looks = {Code.PLACEBO, Code.NEGATIVE_CONTROL} | ({Code.PRE_TRENDS} & CARRYING[design])
    about = [check for check in checks if check.code in looks]
    if looks & told or any(check.state is State.PASSED for check in about):
        return []
    first = next(check for check in about if check.code is Code.PLACEBO)
    return [Reason(first.code, first.state, first.reason, Verdict.SUGGESTIVE)]
