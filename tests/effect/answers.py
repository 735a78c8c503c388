"""Complete answers made by hand, for tests of what shows them. Figures are made up, but for `nsw_answer`."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

from wending.effect.rules.answer import Answer, Judgement, Made, OutcomeAnswer, Part
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Filter, Money, Plan, PlannedOutcome, Rates, Use
from wending.effect.rules.plan_file import digest
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand, Estimate, Finding

VERDICTS = ("randomised", "credible", "suggestive", "not-identified")
REACH = 1.959964


def make_plan(outcome: str = "in_work", horizon: int = 365, smallest: float = 0.02, **changes: Any) -> Plan:
    """Return the plan of a made-up study."""
    plan = Plan(
        title_nl="Begeleiding naar werk in de regio Oost",
        title_en="Guidance to work in region East",
        question_nl="Helpt een jaar begeleiding mensen zonder startkwalificatie aan werk?",
        question_en="Does a year of guidance help people without a basic qualification to find work?",
        approach="intensive-guidance",
        against="",
        design=Design.MATCHING_AND_WEIGHTING,
        estimand=Estimand.ATT,
        frozen_on=date(2024, 1, 1),
        outcomes=(
            PlannedOutcome(outcome, horizon, Use.PRIMARY, smallest),
            PlannedOutcome("wage", 365, Use.SECONDARY, 0.5),
            PlannedOutcome("work_before", 0, Use.PLACEBO, smallest),
        ),
        covariates=("age", "schooling", "months_without_work"),
        rivals=("short-guidance", "online-course"),
        population=(Filter("age", "from", 18), Filter("schooling", "is-not", "high")),
        groups=("schooling", "sex"),
        expected_treated=800,
        expected_compared=3000,
        expected_spread=0.45,
        money=(
            Money("guidance", {"municipality": -1, "society": -1}, 900, 1200, 1600, "made-up price list", 2025),
            Money("benefit-saved", {"person": -1, "municipality": 1}, 7000, 9000, 11000, "made up", 2025, "in_work"),
        ),
        rates=Rates(0.0225, "made-up rate", 3, 0.8, "made up", 0.2, "made up"),
        seed=7,
    )
    return replace(plan, **changes)


def make_checks(value: float, error: float, states: dict[Code, State] | None = None) -> tuple[Check, ...]:
    """Return every check, with the tables that the engine makes; `states` sets some apart."""
    found = [
        Check(
            Code.FLOW,
            State.TOLD,
            (("unknown-treated", 0.06), ("unknown-compared", 0.09)),
            ("stage", "treated", "compared"),
            (("asked", 850, 3300), ("willing", 812, 3104), ("answered", 763, 2824)),
        ),
        Check(
            Code.BALANCE,
            State.PASSED,
            (("largest-before", 0.41), ("largest-after", 0.04), ("above-before", 2), ("above-after", 0), ("bar", 0.1)),
            (
                *("covariate", "difference-before", "difference-after", "ratio-before", "ratio-after"),
                *("mean-treated", "mean-compared-before", "mean-compared-after"),
            ),
            (
                ("age", -0.32, 0.02, 0.9, 1.0, 33.1, 36.4, 33.0),
                ("schooling:low", 0.41, 0.04, None, None, 0.62, 0.42, 0.6),
                ("months_without_work", 0.08, -0.01, 1.2, 1.1, 14.2, 13.5, 14.3),
            ),
        ),
        Check(
            Code.OVERLAP,
            State.PASSED,
            (("treated", 763), ("compared", 2824), ("effective", 1410.2), ("ten-heaviest", 0.03)),
            ("from", "to", "treated", "compared", "compared-weighted"),
            tuple(
                (
                    place / 20,
                    (place + 1) / 20,
                    _bell(place, 8) / _bells(8),
                    _bell(place, 4) / _bells(4),
                    _bell(place, 7.8) / _bells(7.8),
                )
                for place in range(20)
            ),
        ),
        Check(
            Code.PRE_TRENDS,
            State.PASSED,
            (("leads", 3), ("wald", 2.1), ("p", 0.55), ("power", 0.86), ("breakdown-smoothness", 0.012)),
            ("event-time", "value", "error", "low", "high", "band-low", "band-high", "units"),
            tuple(
                (
                    at,
                    shown,
                    error,
                    shown - REACH * error,
                    shown + REACH * error,
                    shown - 2.7 * error,
                    shown + 2.7 * error,
                    700,
                )
                for at, shown in ((-3, 0.002), (-2, -0.003), (-1, 0.0), (0, value * 0.4), (1, value * 0.8), (2, value))
            ),
        ),
        _intervals(Code.PLACEBO, "work_before", 0.004, error, value),
        _intervals(Code.NEGATIVE_CONTROL, "absence", -0.003, error, value),
        Check(
            Code.MISSING,
            State.PASSED,
            (("unknown-treated", 0.06), ("unknown-compared", 0.09), ("worst", value - 0.06), ("best", value + 0.07)),
            ("delta", "arms", "value", "low", "high"),
            tuple(
                (delta, arms, value + delta * 0.01, value + delta * 0.01 - 2 * error, value + delta * 0.01 + 2 * error)
                for arms in ("treated", "opposed")
                for delta in (-1.0, -0.5, 0.0, 0.5, 1.0)
            ),
        ),
        Check(
            Code.CONFOUNDING,
            State.PASSED,
            (("value", value), ("partial-r2", 0.012), ("robustness", 0.104), ("robustness-interval", 0.031)),
            ("covariate", "times", "r2-treatment", "r2-outcome", "value", "low", "high"),
            (
                ("schooling:low", 1, 0.02, 0.03, value * 0.8, value * 0.8 - 2 * error, value * 0.8 + 2 * error),
                ("schooling:low", 2, 0.04, 0.06, value * 0.6, value * 0.6 - 2 * error, value * 0.6 + 2 * error),
                ("schooling:low", 3, None, None, None, None, None),
                ("age", 1, 0.01, 0.01, value * 0.9, value * 0.9 - 2 * error, value * 0.9 + 2 * error),
            ),
        ),
        Check(
            Code.SPECIFICATIONS,
            State.PASSED,
            (("specifications", 6), ("refused", 1), ("same-sign", 1.0), ("lowest", value * 0.7), ("median", value)),
            ("estimator", "covariates", "value", "low", "high", "obstacle"),
            (
                *(
                    (method, chosen, value * by, value * by - 2 * error, value * by + 2 * error, "")
                    for by, method, chosen in (
                        (0.7, "regression", "none"),
                        (0.85, "regression", "background"),
                        (0.95, "matching", "background"),
                        (1.0, "weighting", "background+history"),
                        (1.1, "doubly-robust", "background+history"),
                        (1.2, "matching", "history"),
                    )
                ),
                ("weighting", "none", None, None, None, "covariate-never-differs"),
            ),
        ),
        Check(
            Code.POWER,
            State.TOLD,
            (
                ("smallest-detectable", 2.8 * error),
                ("smallest-that-matters", 0.02),
                ("power-for-what-matters", 0.24),
                ("smallest-detectable-in-spreads", 0.1),
            ),
            ("effect", "power"),
            tuple((step * error, min(0.99, 0.05 + 0.13 * step**1.5)) for step in (0.5, 1, 1.5, 2, 2.5, 3)),
        ),
    ]
    changed = states or {}
    return tuple(
        replace(
            check,
            state=changed[check.code],
            reason="too-imprecise" if changed[check.code] is State.CANNOT else "effect-where-none-can-be",
        )
        if check.code in changed
        else check
        for check in found
    )


def _bell(place: float, middle: float) -> float:
    return math.exp(-((place + 0.5 - middle) ** 2) / 12)


def _bells(middle: float) -> float:
    return sum(_bell(place, middle) for place in range(20))


def _intervals(code: Code, outcome: str, value: float, error: float, claimed: float) -> Check:
    row = (outcome, value, value - REACH * error, value + REACH * error, abs(claimed), "passed")
    columns = ("outcome", "value", "low", "high", "bar", "state")
    return Check(code, State.PASSED, (("outcomes", 1), ("value", value)), columns, (row,))


def make_parts(value: float, error: float, horizon: int = 365, low: float = 0.0, high: float = 1.0) -> tuple[Part, ...]:
    """Return every part that an answer of one outcome may have, within the range of the outcome."""
    base = (low + high) / 2
    return (
        Part(
            "groups",
            tuple(
                (
                    covariate,
                    group,
                    treated,
                    compared,
                    effect,
                    *_around(effect, 1.6 * error),
                    *_around(effect, 2.2 * error),
                )
                for covariate, group, treated, compared, effect in (
                    ("schooling", "low", 473, 1186, value * 1.4),
                    ("schooling", "middle", 290, 1638, value * 0.5),
                    ("sex", "woman", 380, 1400, value),
                    ("sex", "man", 383, 1424, value * 0.9),
                )
            ),
        ),
        Part(
            "league",
            (
                ("intensive-guidance", "short-guidance", value * 0.6, *_around(value * 0.6, error)),
                ("intensive-guidance", "online-course", value * 0.9, *_around(value * 0.9, error)),
                ("short-guidance", "online-course", value * 0.3, *_around(value * 0.3, error)),
            ),
        ),
        Part(
            "places",
            (
                ("intensive-guidance", 0.71, 1, 2),
                ("short-guidance", 0.22, 1, 3),
                ("online-course", 0.07, 2, 3),
            ),
        ),
        Part(
            "course",
            tuple(
                (days, base + gain * value, base, base - 2 * error, base + 2 * error, 763)
                for days, gain in ((30, 0.1), (90, 0.4), (180, 0.7), (horizon, 1.0))
            ),
        ),
        Part(
            "projection",
            tuple(
                ("mean", year, base + step * error, base - (2 + step) * error, base + (2 + step) * error)
                for step, year in enumerate((2025, 2026, 2027))
            ),
        ),
        Part(
            "back-test",
            ((1, 12, 0.2 * error, error, 1.6 * error, 0.96), (2, 11, -0.4 * error, 1.4 * error, error, 0.88)),
        ),
    )


def money_parts(break_even: float | None = 0.05) -> tuple[Part, ...]:
    """Return the reckoning in euros of a whole answer."""
    return (
        Part(
            "balance-of-money",
            (
                ("person", -900.0, 350.0, 1700.0, 0.69),
                ("municipality", -1500.0, -620.0, 240.0, 0.11),
                ("society", -1400.0, 120.0, 1500.0, 0.55),
            ),
        ),
        Part("tornado", (("guidance", 400.0, -280.0), ("benefit-saved", -90.0, 330.0), ("persistence", -500.0, 640.0))),
        Part("break-even", (("municipality", break_even, 1200.0), ("society", 0.021, 1200.0))),
    )


def _around(value: float, error: float) -> tuple[float, float]:
    return value - REACH * error, value + REACH * error


def estimates(value: float, error: float) -> tuple[Estimate, ...]:
    """Return the registered estimate and two others."""
    return (
        Estimate("propensity-weighting", Estimand.ATT, value, error, 763, 2824, 1410.2),
        Estimate("matching", Estimand.ATT, value * 1.1, error * 1.2, 763, 1804),
        Estimate("regression", Estimand.ATT, value * 0.85, error * 0.9, 763, 2824),
    )


def make_answer(
    verdict: str = "credible",
    value: float = 0.061,
    error: float = 0.016,
    plan: Plan | None = None,
    states: dict[Code, State] | None = None,
    needed: tuple[str, ...] = ("a-lot", "more-known-before"),
    is_synthetic: bool = True,
    untreated: tuple[float, float, float] | None = None,
) -> Answer:
    """Return a whole answer with a verdict; `not-identified` has no estimate, `suggestive` failed its placebo."""
    plan = plan or make_plan()
    primary = plan.primary
    if verdict == "suggestive":
        states = {Code.PLACEBO: State.FAILED} | (states or {})
    checks = make_checks(value, error, states)
    bounds = OUTCOMES[primary.outcome]
    reasons = tuple(f"{check.code}:{check.reason}" for check in checks if check.state in {State.FAILED, State.CANNOT})
    if verdict == "not-identified":
        first = OutcomeAnswer(
            primary,
            (),
            (),
            Judgement(verdict, ("data:too-few-compared",), needed),
            findings=(Finding("too-few-compared", (4, 10)),),
        )
    else:
        share = bounds.unit == "share"
        base = untreated or ((0.41, 0.38, 0.44) if share else (5000.0, 4500.0, 5500.0))
        first = OutcomeAnswer(
            primary,
            estimates(value, error),
            checks,
            Judgement(verdict, reasons),
            make_parts(value, error, primary.horizon, *((0.0, 0.82) if share else (0.0, 2 * base[0]))),
            untreated=base,
        )
    second = OutcomeAnswer(
        plan.outcomes[1],
        (Estimate("propensity-weighting", Estimand.ATT, 0.31, 0.22, 610, 2100, 1200.0),),
        (),
        Judgement("credible" if verdict != "not-identified" else verdict),
    )
    return Answer(
        plan,
        Made(
            "2026-03-02T10:15:00+01:00",
            "0.6.0",
            {"python": "3.11.9", "numpy": "2.3.1", "statsmodels": "0.15.0"},
            {"persons": "ab" * 32, "outcomes": "cd" * 32},
            digest(plan),
            7,
            is_synthetic,
        ),
        (
            ("population", 9000),
            ("outside-bounds", 1200),
            ("other-approach", 3650),
            ("treated", 850),
            ("compared", 3300),
        ),
        (first, second),
        money_parts() if verdict != "not-identified" else (),
    )


def nsw_answer() -> Answer:
    """Return the effect of job training on the treated of NSW with controls from CPS (dollars a year, not euros).

    Figures as measured in this project: AIPW 1,585 (-4 to 3,173), naive -8,498, and a placebo that fails.
    """
    plan = make_plan("earnings", 1095, 500)
    answer = make_answer("suggestive", 1585, 810.5, plan)
    named = (
        ("aipw", 1585.0, -4.0, 3173.0),
        ("naive-difference", -8498.0, -9641.0, -7354.0),
        ("regression", 699.0, -512.0, 1911.0),
        ("difference-in-differences", 3621.0, 2423.0, 4820.0),
        ("matching", 1776.0, 312.0, 3239.0),
        ("propensity-weighting", 1782.0, 271.0, 3294.0),
        ("entropy-balancing", 1583.0, 144.0, 3023.0),
    )
    found = tuple(
        Estimate(name, Estimand.ATT, value, (high - low) / 2 / REACH, 185, 15992, 70.0)
        for name, value, low, high in named
    )
    failing = Check(
        Code.PLACEBO,
        State.FAILED,
        (("outcomes", 1), ("value", -1029.0)),
        ("outcome", "value", "low", "high", "bar", "state"),
        (("re75", -1029.0, -1500.0, -558.0, 1585.0, "failed"),),
        "effect-where-none-can-be",
    )
    primary = answer.primary
    checks = tuple(failing if check.code is Code.PLACEBO else check for check in primary.checks)
    first = replace(primary, estimates=found, checks=checks)
    return replace(answer, outcomes=(first, *answer.outcomes[1:]))
