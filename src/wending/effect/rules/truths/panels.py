"""Published figures of panels: minimum wages and self-defence laws with a staggered start, training grants of firms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wending.effect.rules.truths.data import castle, minimum_wage, panel, training_grants
from wending.effect.rules.truths.terms import MEMORY, PINNED, Claim, Figure, Verdict
from wending.engine.estimation.staggered import Compared, Staggered, staggered
from wending.engine.estimation.two_way import two_way

# Where each average of the minimum wages is printed.
DID = {
    "simple": "Callaway & Sant'Anna, R package did; -0.0399513 as printed beside it by StatsPAI",
    "dynamic": "Callaway & Sant'Anna, R package did, README",
    "group": "Callaway & Sant'Anna, R package did, README",
    "calendar": "Callaway & Sant'Anna, R package did" + MEMORY,
}


def _average(table: Callable[[], Any], outcome: str, pick: Callable[[Staggered], Any]) -> Callable[[], Figure]:
    return lambda: Figure.of(pick(staggered(panel(table(), outcome), Compared.NEVER, draws=99)))


def by_hand(table: Any, outcome: str, way: str) -> Figure:
    """Return the average effect of Callaway & Sant'Anna (2021) from plain means by cohort and year, by pandas.

    way: "simple", "dynamic", "group" or "calendar". Each cell: the change of a cohort since the year before its start,
    less that of those never treated. The value only.
    """
    means = table.groupby(["first", "period"])[outcome].mean().unstack()
    sizes = table.groupby("first").unit.nunique()
    cells = []
    for first in (cohort for cohort in means.index if cohort > 0):
        before = max((year for year in means.columns if year < first), default=None)
        if before is None:
            continue
        for year in (year for year in means.columns if year >= first):
            change = means.loc[first, year] - means.loc[first, before]
            cells.append((first, year, change - (means.loc[0, year] - means.loc[0, before]), sizes[first]))
    cohort, years, effects, sizes_of = (np.array(column, float) for column in zip(*cells, strict=True))
    keys = {"simple": np.zeros(len(cohort)), "dynamic": years - cohort, "group": cohort, "calendar": years}[way]
    parts = [(keys == key) for key in np.unique(keys)]
    within = [np.average(effects[part], weights=sizes_of[part]) for part in parts]
    shares = [sizes_of[part][0] for part in parts] if way == "group" else None
    return Figure(float(np.average(within, weights=shares)))


def fixest_two_way(table: Any, outcome: str, weights: str | None = None) -> Figure:
    """Return two-way fixed effects with errors by unit, by pyfixest."""
    import pyfixest as pf

    rows = table.assign(on=((table["first"] > 0) & (table["period"] >= table["first"])).astype(float))
    fitted = pf.feols(f"{outcome} ~ on | unit + period", rows, vcov={"CRV1": "unit"}, weights=weights)
    return Figure.around(fitted.coef()["on"], fitted.se()["on"])


def within(table: Any, outcome: str, columns: list[str], unit: str) -> tuple[Any, Any]:
    """Return coefficients and errors, shape (k,), of a regression with a mean per unit taken out (within estimator).

    Errors allow for the means that were taken out: n - units - k degrees of freedom (Wooldridge 2010, section 10.5).
    """
    left = table[[outcome, *columns]] - table.groupby(unit)[[outcome, *columns]].transform("mean")
    design, target = left[columns].to_numpy(float), left[outcome].to_numpy(float)
    inverse = np.linalg.inv(design.T @ design)
    slopes = inverse @ design.T @ target
    rest = target - design @ slopes
    free = len(table) - table[unit].nunique() - len(columns)
    return slopes, np.sqrt(np.diag(inverse) * (rest @ rest) / free)


def _grants(place: int) -> Callable[[], Figure]:
    columns = ["grant", "grant_1", "d88", "d89"]

    def figure() -> Figure:
        slopes, errors = within(training_grants(), "lscrap", columns, "fcode")
        return Figure.around(slopes[place], errors[place])

    return figure


def _fixest_grants(name: str) -> Callable[[], Figure]:
    def figure() -> Figure:
        import pyfixest as pf

        fitted = pf.feols("lscrap ~ grant + grant_1 | fcode + year", training_grants(), vcov="iid")
        return Figure.around(fitted.coef()[name], fitted.se()[name])

    return figure


def _wage(way: str, value: float, unit: float) -> Claim:
    return Claim(
        key=f"wage-{way}",
        data="minimum wages, counties (mpdta)",
        method=f"staggered start, {way} average",
        published=Figure(value),
        source=DID[way],
        unit=unit,
        ours=_average(minimum_wage, "lemp", lambda found: getattr(found, way)),
        second=lambda: by_hand(minimum_wage(), "lemp", way),
        second_by="pandas, plain means",
    )


def _law(way: str, value: float) -> Claim:
    return Claim(
        key=f"castle-{way}",
        data="self-defence laws, states (castle)",
        method=f"staggered start, {way} average",
        published=Figure(value),
        source=PINNED,
        unit=0.0001,
        ours=_average(castle, "l_homicide", lambda found: getattr(found, way)),
        second=lambda: by_hand(castle(), "l_homicide", way),
        second_by="pandas, plain means",
    )


CLAIMS = (
    _wage("simple", -0.03995, 0.00001),
    _wage("dynamic", -0.0772, 0.0001),
    _wage("group", -0.0310, 0.0001),
    _wage("calendar", -0.0417, 0.0001),
    Claim(
        key="wage-two-way",
        data="minimum wages, counties (mpdta)",
        method="two-way fixed effects (rival)",
        published=Figure(-0.0365),
        source="Callaway & Sant'Anna, R package did" + MEMORY,
        unit=0.0001,
        ours=lambda: Figure.of(two_way(panel(minimum_wage(), "lemp")).estimate),
        second=lambda: fixest_two_way(minimum_wage(), "lemp"),
        second_by="pyfixest",
    ),
    Claim(
        key="castle-two-way",
        data="self-defence laws, states (castle)",
        method="two-way fixed effects (rival)",
        published=Figure(0.08),
        source="Cheng & Hoekstra 2013, abstract",
        unit=0.01,
        ours=lambda: Figure.of(two_way(panel(castle(), "l_homicide")).estimate),
        second=lambda: fixest_two_way(castle(), "l_homicide"),
        second_by="pyfixest",
        tolerance=0.02,
        reason="published with states weighted by people, and part of the year of the law; here each state alike",
        expected=Verdict.NEAR,
    ),
    _law("simple", 0.0194),
    _law("dynamic", 0.0591),
    Claim(
        key="grants-now",
        data="training grants, firms (jtrain)",
        method="fixed effects, grant",
        published=Figure(-0.252, error=0.151),
        source="Wooldridge, Introductory Econometrics, example 14.1" + MEMORY,
        unit=0.001,
        ours=_grants(0),
        second=_fixest_grants("grant"),
        second_by="pyfixest",
    ),
    Claim(
        key="grants-year-before",
        data="training grants, firms (jtrain)",
        method="fixed effects, grant of the year before",
        published=Figure(-0.422, error=0.210),
        source="Wooldridge, Introductory Econometrics, example 14.1" + MEMORY,
        unit=0.001,
        ours=_grants(1),
        second=_fixest_grants("grant_1"),
        second_by="pyfixest",
    ),
)
