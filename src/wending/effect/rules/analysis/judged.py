"""From checks to a judgement: how far an estimate may be believed, why not more, and what an answer would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wending.effect.rules.answer import Judgement
from wending.engine.estimation.check import Check, Code
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Finding
from wending.engine.estimation.verdict import Verdict, verdict

# What would be needed where a check held the verdict down.
NEEDED: Mapping[Code, str] = {
    Code.FLOW: "less-loss",
    Code.BALANCE: "more-alike",
    Code.OVERLAP: "more-alike",
    Code.PRE_TRENDS: "longer-history",
    Code.PLACEBO: "more-known-before",
    Code.NEGATIVE_CONTROL: "more-known-before",
    Code.MISSING: "more-answers",
    Code.CONFOUNDING: "a-lot",
    Code.SPECIFICATIONS: "more-known-before",
    Code.POWER: "more-people",
}
# Where the reason of the check says better what is needed.
NEEDED_FOR = {"density-jumps-at-cutoff": "score-not-moved", "weak-instrument": "stronger-offer"}


def judgement_of(design: Design, checks: Sequence[Check]) -> Judgement:
    """Return the judgement of a whole set of checks.

    Raises:
        Incomplete: a check is missing.
    """
    found = verdict(design, checks)
    reasons = tuple(f"{one.code}:{one.reason or one.state}" for one in found.reasons)
    needed = tuple(dict.fromkeys(NEEDED_FOR.get(one.reason, NEEDED[one.code]) for one in found.reasons))
    return Judgement(found.verdict.value, reasons, needed)


def unanswered(findings: Sequence[Finding]) -> Judgement:
    """Return the judgement where data could not carry an estimate: the findings say what is in the way."""
    return Judgement(Verdict.NOT_IDENTIFIED.value, tuple(f"data:{one.code}" for one in findings), ("other-data",))
