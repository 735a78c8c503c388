"""The command for very large files: the same figures as the estimators of small data, and clear refusals."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

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


def test_large_without_enough_memory_says_what_to_do(tmp_path: Path) -> None:
    frame = pd.DataFrame({"unit": np.repeat(np.arange(60_000), 5), "period": np.tile(np.arange(1, 6), 60_000)})
    frame = frame.assign(first=np.where(frame["unit"] % 2, 3, 0), outcome=frame["unit"] * 0.1)
    frame.to_parquet(tmp_path / "panel.parquet")
    with pytest.raises(CommandError, match="give more than 8MB"):
        told("over-time", str(tmp_path / "panel.parquet"), "--memory", "8MB", "--work", str(tmp_path / "work"))


def test_large_reads_a_folder_of_csv(tmp_path: Path) -> None:
    folder = tmp_path / "rows"
    folder.mkdir()
    rng = np.random.default_rng(3)
    frame = pd.DataFrame({"unit": range(400), "treated": rng.integers(0, 2, 400), "age": rng.normal(40, 9, 400)})
    frame = frame.assign(outcome=2 * frame["treated"] + 0.1 * frame["age"] + rng.normal(0, 1, 400))
    frame.head(150).to_csv(folder / "a.csv", index=False)
    frame.iloc[150:].to_csv(folder / "b.csv", index=False)
    [row] = told("people", str(folder), "--covariates", "age", "--work", str(tmp_path / "work"))
    assert (row["treated"], row["compared"]) == (frame["treated"].sum(), (1 - frame["treated"]).sum())

    out = StringIO()
    call_command("effect", "large", "people", str(folder), "--covariates", "age", f"--work={tmp_path}/w", stdout=out)
    # The table for people: six digits of what is small, and whole people.
    assert f"{row['effect']:.6g}" in out.getvalue()
    assert str(row["compared"]) in out.getvalue().split()


@pytest.mark.parametrize(
    ("spoil", "told_so"),
    [
        ({"outcome": "goed"}, "De kolom outcome heeft een verkeerde soort"),
        ({"unit": 7}, "mensen of groepen staan er dubbel in"),
        ({"treated": 1}, "Er zijn te weinig mensen om mee te vergelijken: 0"),
        ({"outcome": np.nan}, "De uitkomst is van niemand bekend."),
        ({"age": "treated"}, "Het kenmerk age zegt precies wie meedeed."),
        ({"age": "nearly"}, "De kenmerken zeggen precies wie meedeed."),
        ({"firm": "treated"}, "Er zijn te weinig groepen met de aanpak: 1"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_large_of_bad_people_tells_what_is_wrong(
    spoil: dict[str, Any], told_so: str, form: str, tmp_path: Path
) -> None:
    rng = np.random.default_rng(4)
    frame = pd.DataFrame({"unit": range(300), "treated": rng.integers(0, 2, 300), "age": rng.normal(40, 9, 300)})
    frame = frame.assign(outcome=frame["treated"] + rng.normal(0, 1, 300), firm=frame["unit"] % 40)
    for column, value in spoil.items():
        known = {"treated": frame["treated"], "nearly": 50 * frame["treated"] + frame["age"] % 5}
        frame[column] = known.get(value, value) if isinstance(value, str) else value
    path = tmp_path / f"people.{form}"
    frame.to_csv(path, index=False) if form == "csv" else frame.to_parquet(path)
    with pytest.raises(CommandError, match=told_so):
        told("people", str(path), "--covariates", "age", "--cluster", "firm", "--work", str(tmp_path / "work"))
