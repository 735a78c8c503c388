"""Designs of a study, and what each of them cannot be asked to show, with the reason."""

from __future__ import annotations

from enum import StrEnum

from wending.engine.estimation.check import Code


class Design(StrEnum):
    """Where the comparison comes from."""

    RANDOMISED = "randomised"
    CLUSTER_RANDOMISED = "cluster-randomised"
    WAITING_LIST = "waiting-list"
    STEPPED_WEDGE = "stepped-wedge"
    MATCHING_AND_WEIGHTING = "matching-and-weighting"
    DOUBLY_ROBUST = "doubly-robust"
    STAGGERED = "staggered"
    DISCONTINUITY = "discontinuity"
    INSTRUMENT = "instrument"
    SYNTHETIC_CONTROL = "synthetic-control"
    TIME_TO_EVENT = "time-to-event"


BY_LOT = frozenset({Design.RANDOMISED, Design.CLUSTER_RANDOMISED, Design.WAITING_LIST, Design.STEPPED_WEDGE})

# What carries a design: when this fails, nothing is left that makes the comparison one.
CARRYING: dict[Design, frozenset[Code]] = {
    Design.RANDOMISED: frozenset(),
    Design.CLUSTER_RANDOMISED: frozenset(),
    Design.WAITING_LIST: frozenset(),
    Design.STEPPED_WEDGE: frozenset(),
    Design.MATCHING_AND_WEIGHTING: frozenset({Code.BALANCE, Code.OVERLAP}),
    Design.DOUBLY_ROBUST: frozenset({Code.OVERLAP}),
    Design.STAGGERED: frozenset({Code.PRE_TRENDS}),
    Design.DISCONTINUITY: frozenset({Code.BALANCE}),
    Design.INSTRUMENT: frozenset({Code.OVERLAP}),
    Design.SYNTHETIC_CONTROL: frozenset({Code.BALANCE, Code.PRE_TRENDS}),
    Design.TIME_TO_EVENT: frozenset({Code.BALANCE, Code.OVERLAP}),
}

_BY_LOT = {
    Code.OVERLAP: frozenset({"assigned-by-lot", "no-covariates"}),
    Code.CONFOUNDING: frozenset({"assigned-by-lot", "no-covariates"}),
    Code.PRE_TRENDS: frozenset({"one-period"}),
    Code.PLACEBO: frozenset({"no-earlier-outcome", "too-imprecise"}),
    Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome", "too-imprecise"}),
    Code.BALANCE: frozenset({"no-covariates"}),
    # Nothing has to be chosen where nothing is known of before: the means are compared as they are.
    Code.SPECIFICATIONS: frozenset({"too-few-specifications"}),
}

# Reasons for which a check may be left undone without the verdict suffering. A placebo and a negative control stand in
# for each other where nobody was assigned by lot: one of them must be done (see `verdict`).
EXCUSED: dict[Design, dict[Code, frozenset[str]]] = {
    Design.RANDOMISED: _BY_LOT,
    Design.CLUSTER_RANDOMISED: _BY_LOT,
    Design.WAITING_LIST: _BY_LOT,
    Design.STEPPED_WEDGE: {code: reasons for code, reasons in _BY_LOT.items() if code is not Code.PRE_TRENDS},
    Design.MATCHING_AND_WEIGHTING: {
        Code.PRE_TRENDS: frozenset({"one-period"}),
        Code.PLACEBO: frozenset({"no-earlier-outcome"}),
        Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome"}),
    },
    Design.DOUBLY_ROBUST: {
        Code.PRE_TRENDS: frozenset({"one-period"}),
        Code.PLACEBO: frozenset({"no-earlier-outcome"}),
        Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome"}),
    },
    Design.STAGGERED: {
        # Units are compared with their own past; covariates only make the trends more alike.
        Code.BALANCE: frozenset({"no-covariates", "own-past"}),
        Code.OVERLAP: frozenset({"no-covariates", "own-past"}),
        # Earlier periods are its placebo, and bounds on how far trends may differ its look at hidden causes.
        Code.PLACEBO: frozenset({"pre-trends-instead"}),
        Code.CONFOUNDING: frozenset({"honest-bounds-instead"}),
        Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome"}),
    },
    Design.DISCONTINUITY: {
        # On either side of a threshold nobody overlaps, by design; right at it nobody could choose.
        Code.OVERLAP: frozenset({"threshold"}),
        Code.CONFOUNDING: frozenset({"threshold"}),
        Code.PRE_TRENDS: frozenset({"one-period"}),
        Code.PLACEBO: frozenset({"no-earlier-outcome"}),
        Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome"}),
    },
    Design.INSTRUMENT: {
        Code.PRE_TRENDS: frozenset({"one-period"}),
        Code.PLACEBO: frozenset({"no-earlier-outcome"}),
        Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome"}),
        Code.BALANCE: frozenset({"no-covariates"}),
    },
    Design.SYNTHETIC_CONTROL: {
        Code.OVERLAP: frozenset({"one-unit"}),
        Code.CONFOUNDING: frozenset({"one-unit"}),
        Code.POWER: frozenset({"one-unit"}),
        Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome"}),
    },
    Design.TIME_TO_EVENT: {
        Code.PRE_TRENDS: frozenset({"one-period"}),
        Code.PLACEBO: frozenset({"no-earlier-outcome"}),
        Code.NEGATIVE_CONTROL: frozenset({"no-untouched-outcome"}),
    },
}
