"""The answer of one outcome, whatever the design: the registered estimate, others beside it, and every check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from wending.effect.rules.analysis.judged import judgement_of, unanswered
from wending.effect.rules.analysis.steps import Steps
from wending.effect.rules.answer import OutcomeAnswer
from wending.effect.rules.plan import Plan, PlannedOutcome
from wending.engine.estimation.check import EVERY, Check, Code, State
from wending.engine.estimation.design import BY_LOT
from wending.engine.estimation.terms import Estimate, Finding, NotAnswerable

Make = Callable[[], Estimate]
Look = Callable[[], Check]
# Checks that each outcome has of its own: of it others may be known. The rest is looked at once, for the primary one.
OWN = (Code.FLOW, Code.BALANCE, Code.OVERLAP, Code.MISSING, Code.CONFOUNDING, Code.POWER)


@dataclass(frozen=True)
class Ways:
    """How an outcome is estimated and looked at. estimates: by method, the registered one first.

    looks: makes each check from the estimates that were made, the registered one first; one of `EVERY` that is not
    there cannot be done, for the reason in `excuses`.
    """

    estimates: Mapping[str, Make]
    looks: Callable[[tuple[Estimate, ...]], Mapping[Code, Look]]
    excuses: Mapping[Code, str]
    findings: Callable[[], tuple[Finding, ...]] = tuple


def assemble(
    plan: Plan, planned: PlannedOutcome, ways: Ways, steps: Steps, primary: OutcomeAnswer | None
) -> OutcomeAnswer:
    """Return estimates and checks of an outcome; for another than the primary one only what is its own."""
    name = f"{planned.outcome}@{planned.horizon}"
    registered, *rest = ways.estimates
    claimed, findings = steps.attempt(f"{name}: {registered}", ways.estimates[registered])
    if claimed is None:
        return OutcomeAnswer(planned, (), (), unanswered(findings), findings=findings)
    estimates = [claimed]
    refusals: list[Finding] = []
    for method in rest if primary is None else ():
        found, refused = steps.attempt(f"{name}: {method}", ways.estimates[method])
        estimates += [found] if found else []
        refusals += [Finding("method-refused", (method, one.code), is_grave=False) for one in refused]
    looks = ways.looks(tuple(estimates))
    wanted = EVERY if primary is None else tuple(code for code in OWN if code in looks)
    checks = tuple(
        steps.do(f"{name}: {code}", partial(_told, code, looks.get(code), ways.excuses.get(code, "")))
        for code in wanted
    )
    design = () if primary is None else tuple(check for check in primary.checks if check.code not in wanted)
    judged = judgement_of(plan.design, (*checks, *design)) if primary is None or design else primary.judgement
    if claimed.estimand is not plan.estimand and plan.design not in BY_LOT:
        judged = judged.held_down("estimand:not-of-design")
        refusals.append(Finding("estimand-not-of-design", (plan.estimand.value, claimed.estimand.value), False))
    told = (*refusals, *(ways.findings() if primary is None else ()))
    return OutcomeAnswer(planned, tuple(estimates), checks, judged, findings=told)


def _told(code: Code, look: Look | None, excuse: str) -> Check:
    """Return the check, or that it cannot be done and why."""
    if look is None:
        return Check(code, State.CANNOT, reason=excuse)
    try:
        return look()
    except NotAnswerable as error:
        return Check(code, State.CANNOT, reason=error.findings[0].code)
    except ValueError:
        # Data in a form that this check does not carry.
        return Check(code, State.CANNOT, reason="not-carried")
