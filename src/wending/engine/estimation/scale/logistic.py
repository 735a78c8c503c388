"""The chance to be treated by logistic regression, of which an engine adds up score and information (Newton's method).

With many parts the first ones are fitted alone to begin near the answer; the last rounds are over all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wending.engine.estimation.scale.engines import Expression, Table
from wending.engine.estimation.scale.people import People, dot
from wending.engine.estimation.scale.steps import Steps
from wending.engine.estimation.terms import Finding, Floats, NotAnswerable

ROUNDS = 40
# Of the gain in log likelihood that a round still promises, per person. Newton squares the distance with each round.
SETTLED = 1e-13
# A chance that is as good as certain for everybody: what the covariates say is who was treated.
CERTAIN = 1e-6


def chance(part: Expression, coefficients: Floats) -> Expression:
    """Return 1 / (1 + exp(-line)) of each person."""
    import ibis

    return ibis.literal(1.0) / (1.0 + (-dot(coefficients, part)).exp())


def fitted(group: People, steps: Steps) -> tuple[Floats, Floats]:
    """Return coefficients (k + 1,) and their covariance, the inverse information (k + 1, k + 1).

    Raises:
        NotAnswerable: covariates that tell exactly who was treated, or follow from each other.
    """
    coefficients = np.zeros(group.covariates + 1)
    if len(group.parts) >= 4:
        coefficients, _ = _newton(group.parts[:1], coefficients, "logistic-start", group, steps)
    return _newton(group.parts, coefficients, "logistic", group, steps)


def _newton(
    parts: Sequence[Expression], coefficients: Floats, stage: str, group: People, steps: Steps
) -> tuple[Floats, Floats]:
    columns = group.covariates + 1
    move, before = np.zeros(columns), np.inf
    for number in range(ROUNDS):
        tables = steps.do(f"{stage}-{number:02d}", [_sums(part, coefficients, columns) for part in parts])
        people, gone = added(tables, "people"), added(tables, "deviance")
        if people == 0 or gone / people < CERTAIN:
            break
        if not gone <= before * (1 + 1e-12):  # also when it is no number
            move = move / 2
            coefficients = coefficients - move
            continue
        before = gone
        score, information = vector(tables, "g", columns), matrix(tables, "h", columns)
        if number == 0 and np.linalg.cond(information) > 1e14:
            raise NotAnswerable((Finding("covariates-overlap"),))
        covariance = np.asarray(np.linalg.pinv(information, hermitian=True), float)
        move = covariance @ score
        coefficients = coefficients + move
        if score @ move / people < SETTLED:
            # The information belongs to where the last move began, as near as no matter.
            return coefficients, covariance
    raise NotAnswerable((Finding("covariates-tell-treatment"),))


def _sums(part: Expression, coefficients: Floats, columns: int) -> Expression:
    likely = part.mutate(p=chance(part, coefficients))
    x = design(likely, columns)
    doubt = likely.p * (1 - likely.p)
    told = (likely.d * likely.p + (1 - likely.d) * (1 - likely.p)).clip(lower=1e-300)
    sums = {f"g{one}": ((likely.d - likely.p) * x[one]).sum() for one in range(columns)}
    return likely.aggregate(people=likely.count(), deviance=(-told.ln()).sum(), **sums, **products("h", x, doubt))


def design(part: Expression, columns: int) -> list[Expression]:
    """Return the constant and the covariates."""
    import ibis

    return [ibis.literal(1.0), *(part[f"z{place}"] for place in range(columns - 1))]


def products(name: str, x: Sequence[Expression], weight: Expression) -> dict[str, Expression]:
    """Return sums of weight times every product of two columns, by name as `matrix` reads them."""
    many = range(len(x))
    return {f"{name}{one}_{two}": (weight * x[one] * x[two]).sum() for one in many for two in many if two >= one}


def added(tables: Sequence[Table], name: str) -> float:
    """Add a column over the parts, in their order; a part without people counts for nothing."""
    total = 0.0
    for table in tables:
        total += float(table[name][0].as_py() or 0.0)
    return total


def vector(tables: Sequence[Table], name: str, columns: int) -> Floats:
    """Add columns name0, name1... over the parts, shape (k,)."""
    return np.array([added(tables, f"{name}{one}") for one in range(columns)])


def matrix(tables: Sequence[Table], name: str, columns: int) -> Floats:
    """Add what `products` named over the parts, shape (k, k)."""
    found = np.zeros((columns, columns))
    for one in range(columns):
        for two in range(one, columns):
            found[one, two] = found[two, one] = added(tables, f"{name}{one}_{two}")
    return found
