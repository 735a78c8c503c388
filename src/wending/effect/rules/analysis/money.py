"""Costs and benefits of a plan, from the effects that were found and the ranges of money that the plan brings."""

from __future__ import annotations

import math
from collections.abc import Callable

from wending.effect.rules.analysis.steps import Steps
from wending.effect.rules.answer import OutcomeAnswer, Part
from wending.effect.rules.plan import Money, Plan, Rates
from wending.engine.estimation.amounts import Basis, Item, Range, View
from wending.engine.estimation.costs import Case, CostBenefit, cost_benefit
from wending.engine.estimation.terms import Estimate, Finding, NotAnswerable

YEAR = 365
PARTIES = frozenset(view for view in View if view is not View.SOCIETY)


def balance_of_money(plan: Plan, answers: tuple[OutcomeAnswer, ...], steps: Steps) -> list[Part]:
    """Return net present values by view, what moves them most, and when they are even; nothing without money."""
    if not plan.money or plan.rates is None:
        return []
    rates = plan.rates

    def found() -> CostBenefit:
        return cost_benefit(_case(plan, rates, answers), seed=plan.seed)

    def balance() -> Part:
        rows = tuple((one.view.value, one.low, one.central, one.high, one.above) for one in found().outcomes)
        return Part("balance-of-money", rows, (*found().findings, *_stands_for(plan, answers)))

    def tornado() -> Part:
        swings = found()[View.SOCIETY].swings
        return Part("tornado", tuple((one.code, one.at_low, one.at_high) for one in swings))

    def even() -> Part:
        rows = tuple(
            (one.view.value, _finite(one.break_even_effect), _known(one.break_even_cost)) for one in found().outcomes
        )
        return Part("break-even", rows)

    made: list[Part] = []
    wanted: tuple[tuple[str, Callable[[], Part]], ...] = (
        ("balance-of-money", balance),
        ("tornado", tornado),
        ("break-even", even),
    )
    for name, make in wanted:
        part, refused = steps.attempt(name, make)
        made.append(part if part is not None else Part(name, (), refused))
    return made


def _case(plan: Plan, rates: Rates, answers: tuple[OutcomeAnswer, ...]) -> Case:
    """Return what is reckoned. Benefits hang on one outcome: the effects on it by year, the last horizon of each.

    Raises:
        NotAnswerable: money for more than one outcome, for one that was not estimated, or no cost of the approach.
    """
    outcomes = sorted({one.outcome for one in plan.money if one.outcome})
    if len(outcomes) > 1:
        raise NotAnswerable((Finding("money-of-several-outcomes", tuple(outcomes)),))
    outcome = outcomes[0] if outcomes else plan.primary.outcome
    effect = _by_year(answers, outcome)
    if not effect:
        raise NotAnswerable((Finding("money-without-effect", (outcome,)),))
    cost = next((one.item for one in plan.money if not one.outcome and not one.is_yearly), None)
    if cost is None:
        raise NotAnswerable((Finding("money-without-cost"),))
    year = max(one.year for one in plan.money)
    left = (rates.persistence_low, rates.persistence, rates.persistence_high)
    taken = (rates.displacement_low, rates.displacement, rates.displacement_high)
    return Case(
        effect=effect,
        items=tuple(_item(one) for one in plan.money),
        horizon=rates.years,
        persistence=_range(left, "share", rates.persistence_source, year),
        discount=_range((None, rates.discount, None), "share", rates.discount_source, year),
        cost=cost,
        displacement=_range(taken, "share", rates.displacement_source, year),
    )


def _by_year(answers: tuple[OutcomeAnswer, ...], outcome: str) -> tuple[Estimate, ...]:
    """Return the effect in the first year, the second and so on, as far as there is one for each without a gap."""
    found: dict[int, Estimate] = {}
    for one in sorted(answers, key=lambda one: one.planned.horizon):
        if one.planned.outcome == outcome and one.estimates:
            found[max(0, math.ceil(one.planned.horizon / YEAR) - 1)] = one.estimates[0]
    # A later year alone stands for the first as well: nothing is known of before.
    if found and 0 not in found:
        found[0] = found[min(found)]
    years: list[Estimate] = []
    while len(years) in found:
        years.append(found[len(years)])
    return tuple(years)


def _stands_for(plan: Plan, answers: tuple[OutcomeAnswer, ...]) -> tuple[Finding, ...]:
    """Tell when an effect of another day stands for that of the first year."""
    outcome = next((one.outcome for one in plan.money if one.outcome), plan.primary.outcome)
    days = [one.planned.horizon for one in answers if one.planned.outcome == outcome and one.estimates]
    first = max((day for day in days if day <= YEAR), default=min(days, default=YEAR))
    told = () if first == YEAR else (Finding("effect-stands-for-year", (first,), is_grave=False),)
    # Effects of later years count as long as every year before them was measured too; then it is what persists of them.
    used = max(len(_by_year(answers, outcome)) * YEAR, first)
    return (*told, *(Finding("later-effect-not-used", (day,), is_grave=False) for day in sorted(days) if day > used))


def _item(one: Money) -> Item:
    basis = Basis.EFFECT if one.outcome else Basis.YEARLY if one.is_yearly else Basis.ONCE
    amount = Range(one.low, one.central, one.high, "euro", one.source, one.year)
    shares = {View(view): share for view, share in one.views.items() if View(view) in PARTIES}
    return Item(one.item, amount, basis, shares)


def _range(ends: tuple[float | None, float | None, float | None], unit: str, source: str, year: int) -> Range:
    low, central, high = ends
    middle = 0.0 if central is None else central
    return Range(middle if low is None else low, middle, middle if high is None else high, unit, source, year)


def _finite(effect: float) -> float | None:
    """Return the effect at which it is even: 0 for who pays nothing of the approach; None where it does not matter."""
    return effect if math.isfinite(effect) else None


def _known(cost: float) -> float | None:
    """Return the cost at which it is even; None where it never is, or only at nothing."""
    return cost if math.isfinite(cost) and cost != 0 else None
