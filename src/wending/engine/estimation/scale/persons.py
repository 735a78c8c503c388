"""Augmented inverse propensity weighting for many people: of the treated, as `weighting.doubly_robust`, and of all.

The engine adds up the logistic regression, the lines of the outcome, the weighted sums and at last the squares of the
influences, per cluster where there are clusters. Robins, Rotnitzky & Zhao 1994; Sant'Anna & Zhao 2020 for the treated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from wending.engine.estimation.scale.engines import Engine, Expression
from wending.engine.estimation.scale.logistic import added, chance, design, fitted, matrix, products, vector
from wending.engine.estimation.scale.people import People, PersonColumns, dot, people
from wending.engine.estimation.scale.source import Source
from wending.engine.estimation.scale.steps import Steps, Watch
from wending.engine.estimation.terms import Estimand, Estimate, Finding, Floats, NotAnswerable


@dataclass(frozen=True)
class DoublyRobust:
    """The effect and what must be said beside it."""

    estimate: Estimate
    told: tuple[Finding, ...]


@dataclass(frozen=True)
class _Fit:
    """Of a line of the outcome per side (0 compared, 1 treated) its coefficients and inverse Gram matrix, and the same
    of the logistic regression.
    """

    lines: tuple[Floats, Floats]
    inverses: tuple[Floats, Floats]
    logistic: Floats
    covariance: Floats


def doubly_robust_at_scale(
    engine: Engine,
    source: Source,
    columns: PersonColumns,
    *,
    estimand: Estimand = Estimand.ATT,
    watch: Watch | None = None,
) -> DoublyRobust:
    """Return the effect on the treated or on all, with its error by influences, clustered where a cluster is named.

    Raises:
        NotAnswerable: the data cannot carry an answer; the findings say why. `no-overlap`: some chance is 0 or 1.
        Cancelled: the caller asked to stop; a later call with the same checkpoint goes on.
        ValueError: another estimand than ATT and ATE, no covariates, or files that cannot be read.
    """
    if estimand not in (Estimand.ATT, Estimand.ATE):
        raise ValueError(f"only the effect on the treated and on all, not {estimand}")
    if not columns.covariates:
        raise ValueError("at least one covariate")
    try:
        rows = engine.open(source)
        steps = Steps(engine, source, {"of": "people", "estimand": estimand.value, **asdict(columns)}, watch or Watch())
        group = people(rows, columns, steps)
        fit = _fit(group, steps)
        finish = _of_treated if estimand is Estimand.ATT else _of_all
        value, influence, effective = finish(group, fit, steps)
        error = _error(group, influence, steps)
    finally:
        engine.close()
    if not np.isfinite([value, error]).all():
        raise NotAnswerable((Finding("no-overlap"),))
    estimate = Estimate(
        "doubly-robust", estimand, value * group.scale, error * group.scale, group.treated, group.compared, effective
    )
    return DoublyRobust(estimate, group.told)


Influence = Callable[[Expression], Expression]


def _fit(group: People, steps: Steps) -> _Fit:
    columns = group.covariates + 1
    sums = []
    for part in group.parts:
        x = design(part, columns)
        named: dict[str, Expression] = {}
        for side, weight in (("compared", 1 - part.d), ("treated", part.d)):
            named |= products(f"{side}_x", x, weight)
            named |= {f"{side}_y{one}": (weight * part.y * x[one]).sum() for one in range(columns)}
        sums.append(part.aggregate(**named))
    tables = steps.do("lines", sums)
    grams = [matrix(tables, f"{side}_x", columns) for side in ("compared", "treated")]
    if np.linalg.cond(grams[0] + grams[1]) > 1e12:
        raise NotAnswerable((Finding("covariates-overlap"),))
    compared, treated = (np.asarray(np.linalg.pinv(gram, hermitian=True), float) for gram in grams)
    lines = (
        np.asarray(compared @ vector(tables, "compared_y", columns), float),
        np.asarray(treated @ vector(tables, "treated_y", columns), float),
    )
    return _Fit(lines, (compared, treated), *fitted(group, steps))


def _of_treated(group: People, fit: _Fit, steps: Steps) -> tuple[float, Influence, float]:
    """Return the effect on the treated, each person's influence on it, and the effective number of compared."""
    columns = group.covariates + 1

    def parts(part: Expression) -> tuple[Expression, Expression, Expression]:
        likely = part.mutate(p=chance(part, fit.logistic), left=part.y - dot(fit.lines[0], part))
        return likely, (1 - likely.d) * likely.p / (1 - likely.p), likely.left

    sums = []
    for part in group.parts:
        likely, odds, left = parts(part)
        x = design(likely, columns)
        sums.append(
            likely.aggregate(
                own=(likely.d * left).sum(),
                odds=odds.sum(),
                odds_squared=(odds * odds).sum(),
                odds_left=(odds * left).sum(),
                **{f"own_x{one}": (likely.d * x[one]).sum() for one in range(columns)},
                **{f"odds_x{one}": (odds * x[one]).sum() for one in range(columns)},
                **{f"left_x{one}": (odds * left * x[one]).sum() for one in range(columns)},
            )
        )
    tables = steps.do("weighted", sums)
    odds = added(tables, "odds")
    mean_own, mean_odds = added(tables, "own") / group.treated, added(tables, "odds_left") / odds
    odds_x = vector(tables, "odds_x", columns)
    by_chance = fit.covariance @ (vector(tables, "left_x", columns) - mean_odds * odds_x) / odds
    by_line = fit.inverses[0] @ (vector(tables, "own_x", columns) / group.treated - odds_x / odds)

    def influence(part: Expression) -> Expression:
        likely, weight, left = parts(part)
        first = likely.d * (left - mean_own) / group.treated - weight * (left - mean_odds) / odds
        return likely.mutate(
            influence=first
            - (likely.d - likely.p) * dot(by_chance, likely)
            - (1 - likely.d) * left * dot(by_line, likely)
        )

    return mean_own - mean_odds, influence, odds**2 / added(tables, "odds_squared")


def _of_all(group: People, fit: _Fit, steps: Steps) -> tuple[float, Influence, None]:
    """Return the effect on all and each person's influence on it."""
    columns, many = group.covariates + 1, group.treated + group.compared

    def parts(part: Expression) -> Expression:
        lines = part.mutate(p=chance(part, fit.logistic), m0=dot(fit.lines[0], part), m1=dot(fit.lines[1], part))
        split = lines.mutate(left0=lines.y - lines.m0, left1=lines.y - lines.m1)
        up, down = split.d / split.p, (1 - split.d) / (1 - split.p)
        return split.mutate(up=up, down=down, own=split.m1 - split.m0 + up * split.left1 - down * split.left0)

    sums = []
    for part in group.parts:
        one_by_one = parts(part)
        x = design(one_by_one, columns)
        moved = -(
            one_by_one.up * one_by_one.left1 * (1 - one_by_one.p) + one_by_one.down * one_by_one.left0 * one_by_one.p
        )
        sums.append(
            one_by_one.aggregate(
                own=one_by_one.own.sum(),
                **{f"chance{one}": (moved * x[one]).sum() for one in range(columns)},
                **{f"up{one}": ((1 - one_by_one.up) * x[one]).sum() for one in range(columns)},
                **{f"down{one}": ((one_by_one.down - 1) * x[one]).sum() for one in range(columns)},
            )
        )
    tables = steps.do("weighted", sums)
    value = added(tables, "own") / many
    by_chance = fit.covariance @ vector(tables, "chance", columns) / many
    by_treated = fit.inverses[1] @ vector(tables, "up", columns) / many
    by_compared = fit.inverses[0] @ vector(tables, "down", columns) / many

    def influence(part: Expression) -> Expression:
        here = parts(part)
        return here.mutate(
            influence=(here.own - value) / many
            + (here.d - here.p) * dot(by_chance, here)
            + here.d * here.left1 * dot(by_treated, here)
            + (1 - here.d) * here.left0 * dot(by_compared, here)
        )

    return value, influence, None


def _error(group: People, influence: Influence, steps: Steps) -> float:
    """Return the standard error of a sum of influences, by cluster where there are clusters."""
    sums = []
    for part in group.parts:
        each = influence(part)
        if group.is_clustered:
            each = each.group_by("cluster").aggregate(influence=each.influence.sum())
        sums.append(each.aggregate(many=each.count(), squares=(each.influence * each.influence).sum()))
    tables = steps.do("influence", sums)
    many = added(tables, "many")
    return float(np.sqrt(added(tables, "squares") * (many / (many - 1) if group.is_clustered else 1)))
