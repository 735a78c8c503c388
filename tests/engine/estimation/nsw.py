"""NSW job training (LaLonde 1986; Dehejia & Wahba 1999): the experiment, and its treated beside people from the CPS."""

from __future__ import annotations

from functools import cache

import numpy as np

from wending.engine.estimation.terms import Floats, Sample

DEMOGRAPHICS = ("age", "educ", "black", "hisp", "marr", "nodegree")
EIGHT = (*DEMOGRAPHICS, "re74", "re75")
RICH = (*EIGHT, "u74", "u75", "age2", "age3", "educ2", "educ_re74")
# What was known before 1975: its earnings and their absence leave the covariates when they are the outcome.
BEFORE_1975 = tuple(name for name in RICH if name not in ("re75", "u75"))
TRUTH = 1_794.0


@cache
def columns(compared: str) -> dict[str, Floats]:
    """Return the columns by name, shape (n,): treated of NSW with the compared of "nsw" or of "cps"."""
    from causaldata import cps_mixtape, nsw_mixtape

    nsw = nsw_mixtape.load_pandas().data
    other = nsw[nsw.treat == 0] if compared == "nsw" else cps_mixtape.load_pandas().data
    own = nsw[nsw.treat == 1]
    names = ("treat", "re78", *EIGHT)
    table = {name: np.concatenate([own[name], other[name]]).astype(float) for name in names}
    table["u74"], table["u75"] = (table["re74"] == 0).astype(float), (table["re75"] == 0).astype(float)
    table["age2"], table["age3"], table["educ2"] = table["age"] ** 2, table["age"] ** 3, table["educ"] ** 2
    table["educ_re74"] = table["educ"] * table["re74"]
    return table


def sample(compared: str = "cps", names: tuple[str, ...] = (), outcome: str = "re78") -> Sample:
    """Return a sample of these covariates."""
    table = columns(compared)
    covariates = np.column_stack([table[name] for name in names]) if names else np.empty((0, 0))
    return Sample(table[outcome], table["treat"] == 1, covariates, names)
