"""Made-up panels and people for tests of estimation at scale: small, staggered, unbalanced where asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from wending.engine.estimation.scale.engines import DuckDB
from wending.engine.estimation.scale.source import Source

FIRSTS = (0, 0, 4, 5, 7)


def panel(units: int = 300, periods: int = 8, *, missing: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """Return a panel whose effects grow with time and differ by group; rows missing at random, in no order."""
    rng = np.random.default_rng(seed)
    first = rng.choice(FIRSTS, units)
    level, slope = rng.normal(20, 5, units), rng.normal(0, 0.2, units)
    unit, period = np.repeat(np.arange(units) + 100, periods), np.tile(np.arange(1, periods + 1), units)
    start = np.repeat(first, periods)
    effect = np.where((start > 0) & (period >= start), 0.5 + 0.4 * (period - start) + 0.1 * start, 0)
    noise = rng.normal(0, 1, len(unit))
    outcome = np.repeat(level, periods) + np.repeat(slope, periods) * period + np.sin(period) + effect + noise
    frame = pd.DataFrame({"unit": unit, "period": period, "first": start, "outcome": outcome})
    kept = rng.random(len(frame)) >= missing
    return frame[kept].sample(frac=1, random_state=seed).reset_index(drop=True)


def written(frame: pd.DataFrame, folder: Path, name: str = "rows", row_group_size: int = 100_000) -> Source:
    """Write as Parquet and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(folder / f"{name}.parquet", index=False, row_group_size=row_group_size)
    return Source((str(folder / f"{name}.parquet"),))


def duck(folder: Path, rows_per_step: int = 700) -> DuckDB:
    """Return an engine that works in several steps even on small data."""
    return DuckDB(folder / "work", threads=2, memory="500MB", rows_per_step=rows_per_step)


def crowd(many: int = 900, *, seed: int = 2) -> pd.DataFrame:
    """Return people whose treatment and outcome depend on the same covariates; in clusters of ten."""
    rng = np.random.default_rng(seed)
    age, wage, south = rng.normal(40, 10, many), rng.lognormal(7, 0.5, many), rng.integers(0, 2, many)
    shock = np.repeat(rng.normal(0, 1, many // 10), 10)
    drive = -0.5 + 0.03 * (age - 40) + 0.4 * south - 0.0002 * (wage - 1100)
    treated = rng.random(many) < 1 / (1 + np.exp(-drive - 0.5 * shock))
    outcome = 0.05 * age + 0.002 * wage + south + treated * (1 + 0.05 * (age - 40)) + shock + rng.normal(0, 1, many)
    frame = pd.DataFrame(
        {"unit": np.arange(many) * 7, "treated": treated, "outcome": outcome, "age": age, "wage": wage, "south": south}
    )
    frame["school"] = np.arange(many) // 10
    return frame.sample(frac=1, random_state=seed).reset_index(drop=True)
