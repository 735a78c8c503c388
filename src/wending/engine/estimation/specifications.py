"""The same effect by other reasonable choices: a specification curve (Simonsohn, Simmons & Nelson 2020).

Long, so it tells how far it is, may be stopped, and goes on from what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from wending.engine.estimation.check import Cell, Check, Code, State
from wending.engine.estimation.terms import Estimate, NotAnswerable, Sample

Estimator = Callable[[Sample], Estimate]
Proceed = Callable[[float], bool]
# Bar of our own judgement: at least this share of the choices gives the sign of the claim.
SAME_SIGN = 0.9
# Fewer choices than this are no curve.
FEWEST = 3
COLUMNS = ("estimator", "covariates", "value", "low", "high", "obstacle")


@dataclass(frozen=True)
class Specification:
    """One choice and what came of it: an estimate, or the code of what was in the way."""

    estimator: str
    covariates: str
    estimate: Estimate | None
    obstacle: str = ""


@dataclass(frozen=True)
class Curve:
    """What was done so far, in the order of the choices; `is_complete` when nothing is left."""

    done: tuple[Specification, ...]
    is_complete: bool


def covariate_sets(groups: Mapping[str, tuple[str, ...]], always: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Return every combination of groups of covariates, by their names joined with "+", beside those that always stay.

    groups: at most 8, for the number of combinations doubles with each.
    """
    if len(groups) > 8:
        raise ValueError("join groups of covariates: more than 8 are too many combinations")
    return {
        "+".join(chosen) or "none": always + tuple(name for group in chosen for name in groups[group])
        for many in range(len(groups) + 1)
        for chosen in combinations(groups, many)
    }


def curve(
    sample: Sample,
    estimators: Mapping[str, Estimator],
    covariates: Mapping[str, tuple[str, ...]],
    proceed: Proceed = lambda share: True,
    done: Iterable[Specification] = (),
) -> Curve:
    """Estimate by every estimator on every set of covariates.

    proceed: called before each with the share done; false stops. done: what an earlier, stopped run returned; it is not
    done again.

    Raises:
        ValueError: a set names a covariate that the sample does not have.
    """
    before = {(one.estimator, one.covariates): one for one in done}
    choices = [(estimator, chosen) for chosen in covariates for estimator in estimators]
    made: list[Specification] = []
    for place, (estimator, chosen) in enumerate(choices):
        if (estimator, chosen) in before:
            made.append(before[estimator, chosen])
            continue
        if not proceed(place / len(choices)):
            rest = [before[choice] for choice in choices[place:] if choice in before]
            return Curve((*made, *rest), False)
        made.append(_specification(estimator, chosen, estimators[estimator], sample.only(covariates[chosen])))
    return Curve(tuple(made), True)


def specifications(found: Curve, claimed: Estimate) -> Check:
    """Return all estimates from low to high, the share with the sign of the claim, and how far they lie apart.

    Choices that come to the same number, as without covariates, are one choice. A claim whose interval holds 0 has no
    sign to keep: told.

    Raises:
        ValueError: a curve that was stopped.
    """
    if not found.is_complete:
        raise ValueError("finish the curve first: a part of the choices is a choice")
    made = [(one, one.estimate) for one in found.done if one.estimate is not None]
    estimates = list({(estimate.value, estimate.error): (one, estimate) for one, estimate in reversed(made)}.values())
    failing = tuple(_row(one, None) for one in found.done if one.estimate is None)
    if len(estimates) < FEWEST:
        return Check(Code.SPECIFICATIONS, State.CANNOT, (), COLUMNS, failing, "too-few-specifications")
    estimates.sort(key=lambda pair: pair[1].value)
    values = np.array([estimate.value for _, estimate in estimates])
    same = float((np.sign(values) == np.sign(claimed.value)).mean())
    lower, middle, upper = (float(part) for part in np.quantile(values, [0.25, 0.5, 0.75]))
    figures = (
        ("specifications", float(len(values))),
        ("refused", float(len(failing))),
        ("same-sign", same),
        ("lowest", float(values[0])),
        ("quarter", lower),
        ("median", middle),
        ("three-quarters", upper),
        ("highest", float(values[-1])),
        ("interval-beside-zero", float(np.mean([one.low > 0 or one.high < 0 for _, one in estimates]))),
        ("claimed-rank", float((values <= claimed.value).mean())),
    )
    rows = tuple(_row(one, estimate) for one, estimate in estimates) + failing
    if claimed.low <= 0 <= claimed.high:
        return Check(Code.SPECIFICATIONS, State.TOLD, figures, COLUMNS, rows)
    if same >= SAME_SIGN:
        return Check(Code.SPECIFICATIONS, State.PASSED, figures, COLUMNS, rows)
    return Check(Code.SPECIFICATIONS, State.FAILED, figures, COLUMNS, rows, "sign-depends-on-choices")


def _specification(name: str, chosen: str, estimator: Estimator, sample: Sample) -> Specification:
    try:
        return Specification(name, chosen, estimator(sample))
    except NotAnswerable as refused:
        return Specification(name, chosen, None, refused.findings[0].code)


def _row(one: Specification, estimate: Estimate | None) -> tuple[Cell, ...]:
    if estimate is None:
        return (one.estimator, one.covariates, None, None, None, one.obstacle)
    return (one.estimator, one.covariates, estimate.value, estimate.low, estimate.high, "")
