"""The command for very large files: the same figures as the estimators of small data, and clear refusals."""

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from django.core.management import CommandError, call_command

from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.staggered import Compared, staggered
from wending.engine.estimation.terms import Sample
from wending.engine.estimation.weighting import doubly_robust


def told(*words: str) -> list[dict[str, float]]:
    out = StringIO()
    call_command("effect", "large", *words, "--format", "json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_large_of_people_gives_the_doubly_robust_effect(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    age = rng.normal(40, 10, 800)
    treated = rng.random(800) < 1 / (1 + np.exp(-(age - 42) / 10))
    outcome = 1 + 0.1 * age + 2 * treated + rng.normal(0, 1, 800)
    frame = pd.DataFrame({"unit": range(800), "treated": treated.astype(int), "outcome": outcome, "age": age})
    frame.to_parquet(tmp_path / "people.parquet")
    [row] = told("people", str(tmp_path / "people.parquet"), "--covariates", "age", "--work", str(tmp_path / "work"))
    small = doubly_robust(Sample(outcome, treated, age[:, None], ("age",)))
    assert row["effect"] == pytest.approx(small.value, rel=1e-8)
    assert row["error"] == pytest.approx(small.error, rel=1e-6)


def test_large_over_time_gives_group_time_effects_with_two_way_marked_as_wrong(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    unit, period = np.repeat(np.arange(120), 6), np.tile(np.arange(1, 7), 120)
    first = np.array([0, 3, 5])[unit % 3]
    outcome = unit * 0.01 + period * 0.2 + 1.0 * ((first > 0) & (period >= first)) + rng.normal(0, 0.3, 720)
    frame = pd.DataFrame({"unit": unit, "period": period, "outcome": outcome, "first": first})
    frame.to_csv(tmp_path / "panel.csv", index=False)
    rows = {row["method"]: row for row in told("over-time", str(tmp_path / "panel.csv"), "--work", str(tmp_path / "w"))}
    small = staggered(Panel(unit, period, outcome, first), Compared.NEVER)
    for name in ("simple", "dynamic", "group", "calendar"):
        assert rows[f"group-time, {name}"]["effect"] == pytest.approx(getattr(small, name).value, rel=1e-8)
    assert "two-way fixed effects, wrong under a staggered start" in rows


def test_large_refuses_what_cannot_be_answered(tmp_path: Path) -> None:
    frame = pd.DataFrame({"unit": range(60), "treated": 1, "outcome": 1.0, "age": 3.0})
    frame.to_parquet(tmp_path / "people.parquet")
    with pytest.raises(CommandError):
        told("people", str(tmp_path / "people.parquet"), "--covariates", "age", "--work", str(tmp_path / "work"))
    with pytest.raises(CommandError):
        told("people", str(tmp_path / "nothing.parquet"), "--covariates", "age", "--work", str(tmp_path / "work"))
