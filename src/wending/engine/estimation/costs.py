"""Costs and benefits of an approach per person treated, drawn from the effect and its error and from ranges of amounts.

Terms: *party* = who gains or pays; *view* = a party, or society: all parties together, so that what one pays to another
is a transfer and no benefit; *others* = people and firms whose place was taken (displacement). Flows of a year are
counted at its start, the first year is 0; ranges are drawn as triangles (Boardman, Greenberg, Vining & Weimer 2018,
chapters 3, 10 and 11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from wending.engine.estimation.amounts import PARTIES, PUBLIC, Basis, Item, Range, View
from wending.engine.estimation.terms import LEVEL, Estimate, Finding, Floats, NotAnswerable


@dataclass(frozen=True)
class Case:
    """What is reckoned. effect: measured in the first year or years, on those treated; errors move together.

    persistence: what part of the effect is left a year later, after the last measured year, 0 to 1. discount: per year.
    displacement: what part of every effect is taken from others, 0 to 1: people and firms lose what the treated gain
    and public parties gain nothing by it. burden: what a euro of public money costs beside that euro (marginal excess
    burden), counted for society. cost: the code of the item that is the cost of the approach.
    """

    effect: tuple[Estimate, ...]
    items: tuple[Item, ...]
    horizon: int
    persistence: Range
    discount: Range
    cost: str
    displacement: Range | None = None
    burden: Range | None = None

    def __post_init__(self) -> None:
        """Refuse a case that cannot be reckoned.

        Raises:
            ValueError: no effect or horizon; items alike, for society, or without the cost; rates out of bounds.
        """
        if not self.effect or self.horizon < 1:
            raise ValueError("a case has an effect and a horizon of 1 year or more")
        codes = [item.code for item in self.items]
        if len(set(codes)) < len(codes) or self.cost not in codes or set(codes) & set(_RATES):
            raise ValueError("items have a code each, no name of a rate, and one is the cost of the approach")
        if any(View.SOCIETY in item.shares for item in self.items):
            raise ValueError("society is the sum of the parties and has no share of its own")
        for rate, most in ((self.persistence, 1.0), (self.displacement, 1.0), (self.burden, np.inf)):
            if rate is not None and not 0 <= rate.low <= rate.high <= most:
                raise ValueError("persistence and displacement are from 0 to 1, a burden is 0 or more")
        if self.discount.low <= -1:
            raise ValueError("a discount rate is above -1")

    @property
    def ranges(self) -> dict[str, Range]:
        """Every range by its code: the amounts of items, and the rates that are given."""
        rates = (self.persistence, self.discount, self.displacement, self.burden)
        return {item.code: item.amount for item in self.items} | {
            code: rate for code, rate in zip(_RATES[1:], rates, strict=True) if rate is not None
        }


_RATES = ("effect", "persistence", "discount", "displacement", "burden")


@dataclass(frozen=True)
class Swing:
    """The net present value of a view when one input is at its low or high end and the others are central."""

    code: str
    at_low: float
    at_high: float


@dataclass(frozen=True)
class Outcome:
    """What it comes to for one view, in money of the items per person treated.

    central: net present value with all inputs central. low, high: ends at `LEVEL` of the draws. above: share of draws
    above 0. break_even_effect: the effect in the first year at which the central value is 0; break_even_cost: the cost
    of the approach at which it is; NaN where it does not hang on them. swings: largest first.
    """

    view: View
    central: float
    mean: float
    low: float
    high: float
    above: float
    break_even_effect: float
    break_even_cost: float
    swings: tuple[Swing, ...]


@dataclass(frozen=True)
class CostBenefit:
    """Outcomes by view, and the matrix behind them: per item its central present value for each of `View`."""

    outcomes: tuple[Outcome, ...]
    matrix: tuple[tuple[str, tuple[float, ...]], ...]
    findings: tuple[Finding, ...] = ()

    def __getitem__(self, view: View) -> Outcome:
        return next(outcome for outcome in self.outcomes if outcome.view is view)


def cost_benefit(case: Case, *, draws: int = 10_000, seed: int = 0) -> CostBenefit:
    """Return costs and benefits by view, with the uncertainty of effect and amounts (Monte Carlo, seeded).

    Raises:
        NotAnswerable: an effect without value or error.
        ValueError: fewer than 1,000 draws.
    """
    if draws < 1_000:
        raise ValueError("an interval needs 1,000 draws or more")
    if not np.isfinite([part for one in case.effect for part in (one.value, one.error)]).all():
        raise NotAnswerable((Finding("effect-without-error"),))
    rng = np.random.default_rng(seed)
    freedom = case.effect[0].freedom
    moved = rng.standard_normal(draws) if freedom is None else rng.standard_t(freedom, draws)
    drawn = _values(case, {"effect": moved} | {code: one.drawn(rng, draws) for code, one in case.ranges.items()})
    central = _inputs(case)
    at_central = _values(case, central)
    swings = {code: _swing(case, central, code) for code in central}
    outcomes = []
    for view in View:
        own = sorted(
            (Swing(code, float(low[view][0]), float(high[view][0])) for code, (low, high) in swings.items()),
            key=lambda swing: -abs(swing.at_high - swing.at_low),
        )
        low, high = np.quantile(drawn[view], [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
        outcomes.append(
            Outcome(
                view,
                float(at_central[view][0]),
                float(drawn[view].mean()),
                float(low),
                float(high),
                float((drawn[view] > 0).mean()),
                _break_even_effect(case, central, view),
                _break_even_cost(case, central, view),
                tuple(own),
            )
        )
    matrix = tuple((item.code, _row(case, central, item)) for item in case.items)
    years = {item.amount.year for item in case.items}
    found = (Finding("price-years-differ", tuple(sorted(years)), is_grave=False),) if len(years) > 1 else ()
    return CostBenefit(tuple(outcomes), matrix, found)


def _inputs(case: Case) -> dict[str, Floats]:
    """Return the central inputs; the effect is moved by so many of its errors, centrally 0."""
    return {"effect": np.zeros(1)} | {code: np.array([one.central]) for code, one in case.ranges.items()}


def _values(case: Case, inputs: Mapping[str, Floats], times: float = 1.0) -> dict[View, Floats]:
    """Return the net present value per view, shape (n,), at inputs of shape (n,); times: what the effect is times."""
    total: dict[View, Floats] = {party: np.zeros_like(inputs["effect"]) for party in PARTIES}
    for item in case.items:
        for party, value in _present(case, inputs, item, times).items():
            total[party] = total[party] + value
    society = sum((total[party] for party in PARTIES), np.zeros_like(inputs["effect"]))
    if case.burden is not None:
        society = society + inputs["burden"] * (total[View.MUNICIPALITY] + total[View.STATE])
    return total | {View.SOCIETY: society}


def _present(case: Case, inputs: Mapping[str, Floats], item: Item, times: float = 1.0) -> dict[View, Floats]:
    """Return what an item is worth to each party."""
    worth = inputs[item.code] * _years(case, inputs, item, times)
    own = {party: share * worth for party, share in item.shares.items()}
    if item.basis is not Basis.EFFECT or case.displacement is None:
        return own
    taken = inputs["displacement"]
    lost = sum((taken * value for party, value in own.items() if party not in PUBLIC), np.zeros_like(worth))
    kept = {party: (1 - taken) * value if party in PUBLIC else value for party, value in own.items()}
    return kept | {View.OTHERS: kept.get(View.OTHERS, np.zeros_like(worth)) - lost}


def _years(case: Case, inputs: Mapping[str, Floats], item: Item, times: float) -> Floats:
    """Return the discounted sum of what the amount is per, shape (n,)."""
    year = np.arange(case.horizon)
    worth_now = (1 + inputs["discount"][:, None]) ** -year
    if item.basis is Basis.ONCE:
        return np.ones_like(inputs["effect"])
    if item.basis is Basis.YEARLY:
        return np.asarray(worth_now[:, : item.years].sum(axis=1), float)
    measured = len(case.effect)
    values, errors = np.array([[one.value, one.error] for one in case.effect]).T
    course = values[np.minimum(year, measured - 1)] + inputs["effect"][:, None] * errors[np.minimum(year, measured - 1)]
    left = inputs["persistence"][:, None] ** np.maximum(year - (measured - 1), 0)
    return np.asarray(times * (course * left * worth_now).sum(axis=1), float)


def _swing(case: Case, central: dict[str, Floats], code: str) -> tuple[dict[View, Floats], dict[View, Floats]]:
    if code == "effect":
        half = case.effect[0].quantile(0.5 + LEVEL / 2)
        ends = (-half, half)
    else:
        ends = (case.ranges[code].low, case.ranges[code].high)
    low, high = (_values(case, central | {code: np.array([end])}) for end in ends)
    return low, high


def _break_even_effect(case: Case, central: dict[str, Floats], view: View) -> float:
    """Return the first effect times the factor that makes the value 0; the value is a straight line in that factor."""
    first = case.effect[0].value
    if first == 0 and len(case.effect) == 1:
        first, case = 1.0, replace(case, effect=(replace(case.effect[0], value=1.0),))
    without, with_it = (float(_values(case, central, times)[view][0]) for times in (0.0, 1.0))
    return float("nan") if with_it == without or first == 0 else first * without / (without - with_it)


def _break_even_cost(case: Case, central: dict[str, Floats], view: View) -> float:
    """Return the amount of the cost at which the value is 0; the value is a straight line in it."""
    amount = central[case.cost]
    now, more = (float(_values(case, central | {case.cost: amount + step})[view][0]) for step in (0.0, 1.0))
    return float("nan") if more == now else float(amount[0]) + now / (now - more)


def _row(case: Case, central: dict[str, Floats], item: Item) -> tuple[float, ...]:
    """Return the central worth of one item to every view, the excess burden on it included for society."""
    own = {party: float(value[0]) for party, value in _present(case, central, item).items()}
    society = sum(own.values())
    if case.burden is not None:
        society += float(central["burden"][0]) * sum(own.get(party, 0.0) for party in PUBLIC)
    return tuple(society if view is View.SOCIETY else own.get(view, 0.0) for view in View)
