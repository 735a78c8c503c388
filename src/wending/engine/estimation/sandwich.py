"""Errors of least squares that hold with few groups: CR2 with its own degrees of freedom.

CR2 (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018) is without bias when errors are alike and unrelated; the degrees
of freedom are those of a t that has the same mean and variance (Satterthwaite). Each its own group gives HC2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.terms import Floats, Whole

# A group that fixes a coefficient all by itself has leverage 1: no error can be learned from it.
FIXED = 1 - 1e-9


@dataclass(frozen=True)
class Sandwich:
    """A weighted sum of coefficients, its standard error and the degrees of freedom of that error."""

    value: float
    error: float
    freedom: float


def least_squares(
    columns: Floats, outcome: Floats, contrast: Floats, groups: Whole | None = None, mass: Floats | None = None
) -> Sandwich:
    """Return `contrast` @ coefficients of outcome (n,) on columns (n, k), with CR2 error and degrees of freedom.

    Columns may follow from each other as long as the contrast does not depend on it. With `mass` the spread of an
    outcome is taken to be inverse to it.

    Raises:
        ValueError: the contrast is not told by the columns.
    """
    root = np.ones(len(outcome)) if mass is None else np.sqrt(mass)
    columns, outcome = columns * root[:, None], outcome * root
    basis, half = _basis(columns)
    inner = half.T @ contrast  # the contrast in terms of the basis: beta = half @ basis.T @ y
    if np.abs(columns.T @ (basis @ inner) - contrast).max() > 1e-6 * max(1.0, np.abs(contrast).max()):
        raise ValueError("the columns do not tell this contrast")
    return _sandwich(basis, basis @ inner, outcome, groups)


def linear(pull: Floats, outcome: Floats, columns: Floats, groups: Whole | None, mass: Floats) -> Sandwich:
    """Return `pull` @ outcome, both shape (n,), with error and freedom from what columns (n, k) leave of the outcome.

    mass: shape (n,), above 0: by what the columns are fitted; the spread of an outcome is taken to be inverse to it.
    """
    root = np.sqrt(mass)
    basis, _ = _basis(columns * root[:, None])
    return _sandwich(basis, pull / root, outcome * root, groups)


def _sandwich(basis: Floats, pull: Floats, outcome: Floats, groups: Whole | None) -> Sandwich:
    left = outcome - basis @ (basis.T @ outcome)
    _, place = np.unique(np.arange(len(outcome)) if groups is None else groups, return_inverse=True)
    sums, squares, shadow = _adjusted(basis, pull, left, place, groups is None)
    # Under alike errors, sums = P' e with P'P = diag(squares) - shadow shadow'.
    trace = squares.sum() - (shadow**2).sum()
    inside = shadow.T @ shadow
    trace_of_square = (squares**2).sum() - 2 * (squares * (shadow**2).sum(axis=1)).sum() + (inside**2).sum()
    freedom = float(trace**2 / trace_of_square) if trace_of_square > 0 else 0.0
    return Sandwich(float(pull @ outcome), float(np.sqrt((sums**2).sum())), freedom)


def _basis(columns: Floats) -> tuple[Floats, Floats]:
    """Return an orthonormal basis (n, r) of the columns, and (k, r) that leads from it to coefficients."""
    scale = np.sqrt((columns**2).sum(axis=0))
    scale[scale == 0] = 1.0
    left, sizes, right = np.linalg.svd(columns / scale, full_matrices=False)
    keep = sizes > sizes.max() * 1e-10
    return left[:, keep], (right[keep].T / sizes[keep]) / scale[:, None]


def _adjusted(basis: Floats, pull: Floats, left: Floats, place: Whole, is_alone: bool) -> tuple[Floats, Floats, Floats]:
    """Return per group: its adjusted sum, the square of the adjusted pull, and its shadow on the basis (groups, r).

    The adjustment is (I - H_gg)^(-1/2), of which only the few directions of the basis differ from one.
    """
    if is_alone:
        leverage = (basis**2).sum(axis=1)
        grow = np.where(leverage < FIXED, 1 / np.sqrt(np.maximum(1 - leverage, 1 - FIXED)), 0.0)
        adjusted = pull * grow
        return adjusted * left, adjusted**2, adjusted[:, None] * basis
    order = np.argsort(place, kind="stable")
    cuts = np.flatnonzero(np.diff(place[order])) + 1
    sums, squares, shadow = [], [], []
    for rows in np.split(order, cuts):
        part = basis[rows]
        own, sizes, _ = np.linalg.svd(part, full_matrices=False)
        leverage = sizes**2
        grow = np.where(leverage < FIXED, 1 / np.sqrt(np.maximum(1 - leverage, 1 - FIXED)), 0.0)
        adjusted = pull[rows] + own @ ((grow - 1) * (own.T @ pull[rows]))
        sums.append(adjusted @ left[rows])
        squares.append(adjusted @ adjusted)
        shadow.append(adjusted @ part)
    return np.array(sums), np.array(squares), np.array(shadow)
