"""Every outcome of people, HRM and organisations goes from a file through a mapping to an answer in its own unit.

A lot gives everybody treated a known difference; what comes out has its size, its sign and its words.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from django.utils import translation

from tests.effect.plans import FROZEN
from tests.effect.plans import make_plan as plan_of
from wending.effect.queries.report.numbers import unit_of
from wending.effect.queries.report.sentence import sentence
from wending.effect.queries.words import finding_words
from wending.effect.rules.analysis import analyse, methods
from wending.effect.rules.answer import Answer, part
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import PlannedOutcome, Use
from wending.effect.sources.files.parse import parse_mapping
from wending.effect.sources.files.select import read_files
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand

MANY = 600
# Outcome: how the file holds it (column, mapping), what it is without, what it is more with the approach, its unit, and
# which way is better.
HELD = {
    "in_work": ('{ column = "work", recode = { 1 = 1, 2 = 0 }, unknown = ["9"] }', 0.4, 0.3, "share", "up"),
    "days_until_work": ('"search"', 200.0, -40.0, "days", "down"),
    "hours": ('"hours"', 20.0, 6.0, "hours_per_week", ""),
    "wage": ('{ column = "cents", times = 0.01 }', 15.0, 2.0, "euro_per_hour", "up"),
    "earnings": ('{ column = "income_year", times = 0.08333333333333333 }', 2000.0, 300.0, "euro_per_month", "up"),
    "level_match": ('{ column = "level", recode = { below = 0, at = 1, above = 0 } }', 0.4, 0.3, "share", "up"),
    "field_match": ('{ column = "field", recode = { other = 0, own = 1 } }', 0.5, -0.3, "share", "up"),
    "in_education": ('"school"', 0.3, 0.3, "share", ""),
    "drop_out": ('"left_school"', 0.5, -0.3, "share", "down"),
    "moved_within_sector": ('{ column = "move", recode = { 0 = 0, 1 = 1, 2 = 0 } }', 0.2, 0.2, "share", ""),
    "moved_between_sectors": ('{ column = "move", recode = { 0 = 0, 1 = 0, 2 = 1 } }', 0.3, -0.2, "share", ""),
    "career_competences": ('"score"', 3.0, 0.5, "points", "up"),
    "satisfaction": ('{ column = "grade", times = 0.4, plus = 1 }', 3.0, 0.6, "points", "up"),
    "absence": ('{ column = "sick_hours", times = 0.125 }', 12.0, -4.0, "days", "down"),
    "vacancies_filled": ('{ column = "filled_percent", times = 0.01 }', 0.5, 0.2, "share", "up"),
    "retention": ('{ column = "stayed_percent", times = 0.01 }', 0.6, 0.2, "share", "up"),
    "training_spend": ('{ column = "training_thousand", times = 1000 }', 900.0, 400.0, "euro_per_year", ""),
}
MAPPING = """
[files.register]
path = "register.csv"

[[tables]]
table = "persons"
file = "register"
columns.person = "nr"
columns.organisation = "firm"

[[tables]]
table = "organisations"
file = "register"
distinct = true
columns.organisation = "firm"
columns.hr_policy = "policy"
columns.training_spend = "budget"

[[tables]]
table = "exposures"
file = "register"
where = [{ column = "drawn", is = "1" }]
set.approach = "check"
set.mechanism = "lot"
columns.person = "nr"
columns.offered_on = "drawn_on"
"""
OUTCOME = """
[[tables]]
table = "outcomes"
file = "register"
set.outcome = "{name}"
set.horizon = 365
set.source = "register"
columns.person = "nr"
columns.value = {column}
"""


def written(folder: Path) -> None:
    """Write a register in units and codes of its own, in which the approach does what `HELD` says."""
    draw = np.random.default_rng(3)
    # Every person of an arm has a place of its own, so that shares are exactly as told.
    drawn = np.repeat([1, 0], MANY // 2)

    def evenly(draw: np.random.Generator) -> np.ndarray:
        return np.concatenate([(draw.permutation(MANY // 2) + 0.5) / (MANY // 2) for _arm in range(2)])

    value = {}
    for name, (_column, base, more, unit, _better) in HELD.items():
        level = base + more * drawn
        is_share_of_one = unit == "share" and OUTCOMES[name].of == "person"
        value[name] = evenly(draw) < level if is_share_of_one else level + draw.normal(0, abs(more) / 4, MANY)
    move = evenly(draw)
    within, between = 0.2 + 0.2 * drawn, 0.3 - 0.2 * drawn
    work = np.where(value["in_work"], "1", "2")
    work[:20] = "9"
    firm = np.arange(MANY) % 60
    pd.DataFrame(
        {
            "nr": [f"n{number}" for number in range(MANY)],
            "firm": [f"f{one}" for one in firm],
            "policy": np.where(firm % 2 == 0, "ladder", "none"),
            "budget": 100.0 * firm,
            "drawn": drawn,
            "drawn_on": "2025-01-05",
            "work": work,
            "search": value["days_until_work"].round(),
            "hours": value["hours"],
            "cents": value["wage"] * 100,
            "income_year": value["earnings"] * 12,
            "level": np.where(value["level_match"], "at", np.where(firm % 3 == 0, "below", "above")),
            "field": np.where(value["field_match"], "own", "other"),
            "school": value["in_education"].astype(int),
            "left_school": value["drop_out"].astype(int),
            "move": np.where(move < within, 1, np.where(move < within + between, 2, 0)),
            "score": value["career_competences"],
            "grade": (value["satisfaction"] - 1) / 0.4,
            "sick_hours": value["absence"] * 8,
            "filled_percent": value["vacancies_filled"] * 100,
            "stayed_percent": value["retention"] * 100,
            "training_thousand": value["training_spend"] / 1000,
        }
    ).to_csv(folder / "register.csv", index=False)


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    folder = tmp_path_factory.mktemp("register")
    written(folder)
    mapping = MAPPING + "".join(OUTCOME.format(name=name, column=held[0]) for name, held in HELD.items())
    read = read_files(parse_mapping(mapping.encode()), folder)
    assert read.findings == ()
    outcomes = [
        PlannedOutcome(name, 365, Use.PRIMARY if name == "absence" else Use.SECONDARY, abs(held[2]) / 10)
        for name, held in HELD.items()
    ]
    plan = plan_of(
        design=Design.RANDOMISED,
        estimand=Estimand.ATE,
        outcomes=tuple(outcomes),
        covariates=(),
        groups=("organisation_hr_policy", "organisation_training_spend"),
    )
    assert plan.frozen_on == FROZEN
    kept = methods.by_learner
    methods.by_learner = lambda sample, seed: methods.BY_CHOICE["regression"](sample)
    try:
        return analyse(plan, read.tables, work=folder / "work", at="2026-02-01T00:00:00+01:00")
    finally:
        methods.by_learner = kept


def test_every_outcome_is_tried() -> None:
    assert set(HELD) == set(OUTCOMES)


@pytest.mark.parametrize("name", HELD)
def test_outcome_from_a_file_to_an_answer(answer: Answer, name: str) -> None:
    _column, base, more, unit, better = HELD[name]
    one = next(one for one in answer.outcomes if one.planned.outcome == name)

    first = one.estimates[0]
    assert first.low < more < first.high or first.value == pytest.approx(more, rel=0.15)
    assert np.sign(first.low) == np.sign(first.high) == np.sign(more)
    assert (OUTCOMES[name].unit, OUTCOMES[name].better) == (unit, better)
    assert unit_of(name) == unit
    for language, words in (("nl", ("meer", "minder")), ("en", ("more", "fewer|less"))):
        with translation.override(language):
            told = sentence(one, answer.plan.design, is_agreed=True).split(". ")[0]
        meant = words[0] if more > 0 else words[1]
        assert any(f" {word}" in told for word in meant.split("|")), told
        other = words[1] if more > 0 else words[0]
        assert not any(f" {word} " in told for word in other.split("|")), told
    assert first.treated + first.compared == (MANY - 20 if name == "in_work" else MANY)
    assert base


def test_policy_and_training_spend_of_organisations_are_groups(answer: Answer) -> None:
    found = [one for one in answer.primary.parts if one.code == "groups"]

    assert [[row[1] for row in one.rows] for one in found] == [["ladder", "none"], ["≤ 2950", "> 2950"]]
    for one in found:
        assert sum(row[2] for row in one.rows) == MANY / 2
        assert all(row[4] == pytest.approx(HELD["absence"][2], rel=0.1) for row in one.rows)


def test_league_says_what_is_best_only_where_more_or_less_is_better(tmp_path: Path) -> None:
    written(tmp_path)
    mapping = MAPPING.replace('set.approach = "check"', 'columns.approach = "policy"').replace(
        'where = [{ column = "drawn", is = "1" }]\n', ""
    )
    mapping += "".join(OUTCOME.format(name=name, column=HELD[name][0]) for name in ("absence", "hours"))
    tables = read_files(parse_mapping(mapping.encode()), tmp_path).tables
    drawn = set(pd.read_csv(tmp_path / "register.csv").query("drawn == 1")["nr"])
    tables.exposures["approach"] = ["check" if one in drawn else "talk" for one in tables.exposures["person"]]
    tables.exposures.loc[tables.exposures.index % 3 == 0, "approach"] = "other"
    best = {}
    for name in ("absence", "hours"):
        plan = plan_of(
            design=Design.RANDOMISED,
            against="talk",
            rivals=("other",),
            outcomes=(PlannedOutcome(name, 365, Use.PRIMARY, 0.1),),
            covariates=(),
            groups=(),
        )
        primary = analyse(plan, tables, work=tmp_path / name, at="2026-02-01T00:00:00+01:00").primary
        league, places = part(primary, "league"), part(primary, "places")
        assert league is not None
        assert places is not None
        assert len(league.rows) == 3
        best[name] = (max(places.rows, key=lambda row: row[1])[0] if places.rows else None, places.findings)

    # Fewer days ill is better; of hours neither way is.
    assert best["absence"] == ("check", ())
    assert best["hours"][0] is None
    assert "niet vanzelf beter" in finding_words(best["hours"][1][0])
