"""Costs and benefits: a slow twin with plain loops, and the laws that must hold for any amounts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from wending.engine.estimation.amounts import PARTIES, Basis, Item, Range, View
from wending.engine.estimation.costs import Case, CostBenefit, cost_benefit
from wending.engine.estimation.terms import Estimand, Estimate, NotAnswerable

AMOUNTS = st.floats(-1e5, 1e5).map(lambda value: round(value, 2))
SHARES = st.floats(-1, 1).map(lambda value: round(value, 3))


def fixed(value: float, unit: str = "euro") -> Range:
    return Range(value, value, value, unit, "made-up", 2024)


def around(value: float, width: float, unit: str = "euro") -> Range:
    return Range(value - width, value, value + width, unit, "made-up", 2024)


def effect(value: float = 0.1, error: float = 0.03) -> Estimate:
    return Estimate("made-up", Estimand.ATT, value, error, 100, 100)


def guidance(**changes: object) -> Case:
    """Return a made-up case: a trajectory paid by the municipality, work that pays wage and tax and saves benefit."""
    items = (
        Item("trajectory", around(1500, 300), Basis.ONCE, {View.MUNICIPALITY: -1.0}),
        Item("time", fixed(200), Basis.YEARLY, {View.PERSON: -1.0}, years=2),
        Item("output", around(40_000, 5_000), Basis.EFFECT, {View.EMPLOYER: 1.0}),
        Item("wage", fixed(36_000), Basis.EFFECT, {View.EMPLOYER: -1.0, View.PERSON: 1.0}),
        Item("tax", fixed(9_000), Basis.EFFECT, {View.PERSON: -1.0, View.STATE: 1.0}),
        Item("benefit", fixed(14_000), Basis.EFFECT, {View.PERSON: -1.0, View.MUNICIPALITY: 1.0}),
    )
    case = Case(
        effect=(effect(),),
        items=items,
        horizon=5,
        persistence=Range(0.5, 0.7, 0.9, "share", "made-up", 2024),
        discount=fixed(0.0225, "per year"),
        cost="trajectory",
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def by_loops(case: Case) -> dict[View, float]:
    """Return central values by walking through years, items and parties."""
    rate, persistence = case.discount.central, case.persistence.central
    taken = case.displacement.central if case.displacement else 0.0
    total = dict.fromkeys(View, 0.0)
    for item in case.items:
        for year in range(case.horizon):
            if item.basis is Basis.ONCE:
                per = 1.0 if year == 0 else 0.0
            elif item.basis is Basis.YEARLY:
                per = 1.0 if item.years is None or year < item.years else 0.0
            elif year < len(case.effect):
                per = case.effect[year].value
            else:
                per = case.effect[-1].value * persistence ** (year - len(case.effect) + 1)
            for party, share in item.shares.items():
                flow = share * item.amount.central * per / (1 + rate) ** year
                if item.basis is Basis.EFFECT and party in (View.STATE, View.MUNICIPALITY):
                    flow *= 1 - taken
                elif item.basis is Basis.EFFECT:
                    total[View.OTHERS] -= taken * flow
                total[party] += flow
    total[View.SOCIETY] = sum(total[party] for party in PARTIES)
    if case.burden:
        total[View.SOCIETY] += case.burden.central * (total[View.STATE] + total[View.MUNICIPALITY])
    return total


def central(found: CostBenefit) -> dict[View, float]:
    return {outcome.view: outcome.central for outcome in found.outcomes}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    items = tuple(
        Item(
            f"item-{place}",
            fixed(draw(AMOUNTS)),
            draw(st.sampled_from(Basis)),
            draw(st.dictionaries(st.sampled_from(PARTIES), SHARES, min_size=1)),
            draw(st.none() | st.integers(1, 8)),
        )
        for place in range(draw(st.integers(1, 4)))
    )
    effects = tuple(effect(round(draw(st.floats(-1, 1)), 3), 0.05) for _ in range(draw(st.integers(1, 3))))
    part = st.none() | st.floats(0, 1).map(lambda value: fixed(value, "share"))
    return Case(
        effects,
        items,
        draw(st.integers(1, 8)),
        fixed(draw(st.floats(0, 1)), "share"),
        fixed(draw(st.floats(-0.05, 0.2)), "per year"),
        "item-0",
        draw(part),
        draw(part),
    )


@settings(max_examples=60, deadline=None)
@given(cases())
def test_cost_benefit_is_its_slow_twin_and_the_matrix_adds_up(case: Case) -> None:
    found = cost_benefit(case, draws=1000)
    slow = by_loops(case)
    for view, value in central(found).items():
        assert value == pytest.approx(slow[view], rel=1e-9, abs=1e-6)
        column = tuple(View).index(view)
        assert sum(row[column] for _, row in found.matrix) == pytest.approx(slow[view], rel=1e-9, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_society_is_the_sum_of_the_parties_in_centre_and_draws(case: Case) -> None:
    found = cost_benefit(replace(case, burden=None), draws=1000)
    parties = sum(found[party].central for party in PARTIES)
    assert found[View.SOCIETY].central == pytest.approx(parties, rel=1e-9, abs=1e-6)
    assert found[View.SOCIETY].mean == pytest.approx(sum(found[party].mean for party in PARTIES), rel=1e-9, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(cases(), st.lists(SHARES, min_size=2, max_size=4))
def test_a_pure_transfer_is_worth_nothing_to_society(case: Case, shares: list[float]) -> None:
    shares[-1] = -sum(shares[:-1])
    moved = replace(
        case,
        burden=None,
        items=tuple(replace(item, shares=dict(zip(PARTIES, shares, strict=False))) for item in case.items),
    )
    assert cost_benefit(moved, draws=1000)[View.SOCIETY].central == pytest.approx(0, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_without_discount_or_decay_it_is_a_plain_sum(case: Case) -> None:
    item = replace(case.items[0], basis=Basis.EFFECT, shares={View.PERSON: 1.0})
    plain = replace(
        case, items=(item,), effect=case.effect[:1], persistence=fixed(1.0, "share"), discount=fixed(0.0, "per year")
    )
    expected = item.amount.central * case.effect[0].value * case.horizon
    assert cost_benefit(plain, draws=1000)[View.PERSON].central == pytest.approx(expected, rel=1e-9, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_break_even_makes_the_value_nothing(case: Case) -> None:
    assume(case.effect[0].value != 0)
    found = cost_benefit(case, draws=1000)
    for outcome in found.outcomes:
        size = sum(abs(dict(found.matrix)[item.code][tuple(View).index(outcome.view)]) for item in case.items) + 1
        if np.isfinite(outcome.break_even_effect):
            times = outcome.break_even_effect / case.effect[0].value
            assume(abs(times) < 1e6)
            moved = replace(case, effect=tuple(replace(one, value=one.value * times) for one in case.effect))
            again = cost_benefit(moved, draws=1000)[outcome.view].central
            assert again == pytest.approx(0, abs=1e-6 * size * max(1, abs(times)))
        if np.isfinite(outcome.break_even_cost):
            assume(abs(outcome.break_even_cost) < 1e9)
            first = replace(case.items[0], amount=fixed(outcome.break_even_cost))
            again = cost_benefit(replace(case, items=(first, *case.items[1:])), draws=1000)[outcome.view].central
            assert again == pytest.approx(0, abs=1e-6 * size * max(1, abs(outcome.break_even_cost)))


def test_break_even_by_hand_and_of_an_effect_of_none() -> None:
    case = guidance(horizon=1, discount=fixed(0.0, "per year"))
    found = cost_benefit(case)
    # The municipality pays 1,500 and saves 14,000 per unit of effect.
    assert found[View.MUNICIPALITY].break_even_effect == pytest.approx(1500 / 14_000)
    assert found[View.MUNICIPALITY].break_even_cost == pytest.approx(1400)
    assert np.isnan(found[View.STATE].break_even_cost)
    assert np.isnan(cost_benefit(replace(case, items=case.items[:2]))[View.PERSON].break_even_effect)
    none = cost_benefit(replace(case, effect=(effect(0.0),)))
    assert none[View.MUNICIPALITY].break_even_effect == pytest.approx(1500 / 14_000)


def test_draws_have_the_spread_that_a_formula_gives() -> None:
    # One year, one item per effect: the value is amount x effect - cost, all independent.
    amount, cost = around(10_000, 4_000), around(500, 300)
    items = (
        Item("gain", amount, Basis.EFFECT, {View.PERSON: 1.0}),
        Item("cost", cost, Basis.ONCE, {View.PERSON: -1.0}),
    )
    case = guidance(items=items, horizon=1, cost="cost", effect=(effect(0.1, 0.02),))
    found = cost_benefit(case, draws=40_000)[View.PERSON]
    of_triangle = (4_000**2 / 6, 300**2 / 6)
    variance = 10_000**2 * 0.02**2 + 0.1**2 * of_triangle[0] + 0.02**2 * of_triangle[0] + of_triangle[1]
    assert found.mean == pytest.approx(500, abs=4 * np.sqrt(variance / 40_000))
    assert (found.high - found.low) / 3.92 == pytest.approx(np.sqrt(variance), rel=0.03)
    assert found.above == pytest.approx(norm.cdf(500 / np.sqrt(variance)), abs=0.01)
    assert cost_benefit(case, draws=40_000)[View.PERSON] == found
    assert cost_benefit(case, draws=40_000, seed=1)[View.PERSON].mean != found.mean


def test_few_clusters_widen_the_draws() -> None:
    narrow = cost_benefit(guidance())[View.PERSON]
    wide = cost_benefit(guidance(effect=(replace(effect(), freedom=4.0),)))[View.PERSON]
    assert wide.high - wide.low > 1.2 * (narrow.high - narrow.low)


def test_swings_are_the_values_at_the_ends_largest_first() -> None:
    case = guidance()
    found = cost_benefit(case)[View.SOCIETY]
    sizes = [abs(swing.at_high - swing.at_low) for swing in found.swings]
    assert sizes == sorted(sizes, reverse=True)
    assert {swing.code for swing in found.swings} == {*case.ranges, "effect"}
    own = {swing.code: swing for swing in found.swings}
    for end, value in ((0.5, own["persistence"].at_low), (0.9, own["persistence"].at_high)):
        assert by_loops(replace(case, persistence=fixed(end, "share")))[View.SOCIETY] == pytest.approx(value)
    low = by_loops(replace(case, effect=(effect(case.effect[0].low),)))[View.SOCIETY]
    assert own["effect"].at_low == pytest.approx(low)
    assert own["wage"].at_low == own["wage"].at_high


def test_displacement_leaves_the_person_and_costs_society() -> None:
    without = cost_benefit(guidance())
    half = cost_benefit(guidance(displacement=fixed(0.5, "share")))
    whole = cost_benefit(guidance(displacement=fixed(1.0, "share")))
    assert half[View.PERSON].central == without[View.PERSON].central
    assert half[View.STATE].central == pytest.approx(without[View.STATE].central / 2)
    # When all is taken from others, only what it costs is left.
    costs = sum(row[-1] for code, row in whole.matrix if code in ("trajectory", "time"))
    assert whole[View.SOCIETY].central == pytest.approx(costs)
    assert half[View.SOCIETY].central == pytest.approx((without[View.SOCIETY].central + costs) / 2)


def test_cost_benefit_tells_price_years_that_differ() -> None:
    case = guidance()
    older = replace(case.items[0], amount=replace(case.items[0].amount, year=2019))
    found = cost_benefit(replace(case, items=(older, *case.items[1:]))).findings
    assert [(one.code, one.about, one.is_grave) for one in found] == [("price-years-differ", (2019, 2024), False)]


def test_cost_benefit_refuses_what_cannot_be_reckoned() -> None:
    with pytest.raises(NotAnswerable, match="effect-without-error"):
        cost_benefit(guidance(effect=(effect(error=float("nan")),)))
    with pytest.raises(ValueError, match="in order"):
        Range(2, 1, 3, "euro", "made-up", 2024)
    with pytest.raises(ValueError, match="a unit, a source"):
        Range(1, 1, 1, "euro", "", 2024)
    with pytest.raises(ValueError, match="society"):
        guidance(items=(Item("trajectory", fixed(1), Basis.ONCE, {View.SOCIETY: 1.0}),))
    with pytest.raises(ValueError, match="a code each"):
        guidance(cost="unknown")
    with pytest.raises(ValueError, match="from 0 to 1"):
        guidance(displacement=fixed(1.5, "share"))
    with pytest.raises(ValueError, match="above -1"):
        guidance(discount=fixed(-1.0, "per year"))
    with pytest.raises(ValueError, match="horizon"):
        guidance(horizon=0)
    with pytest.raises(ValueError, match="1,000"):
        cost_benefit(guidance(), draws=10)
