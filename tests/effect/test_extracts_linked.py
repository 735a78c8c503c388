"""Somebody who lays the extracts of two studies of an office side by side: no row of one is told by the other."""

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.effect.factories import make_approach, make_plan, make_study, researcher
from tests.effect.test_extracts import KNOWN, named, tables
from wending.effect.actions.data_sets import keep_tables
from wending.effect.actions.extracts import extract_file, make_extract
from wending.effect.models import Study
from wending.effect.rules.extract import Kind, Made, Question, rows_of, table_of
from wending.effect.rules.extract_apart import rows_not_apart
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.tables import StudyTables
from wending.engine.disclosure.anonymity import rare

K = 10
OUTCOMES = (("in_work", 365), ("wage", 365), ("earnings", 365), ("hours", 365))
SHARED = ["in_work_365", "wage_365", "earnings_365", "hours_365"]
# The finest that may be asked together: 100 euros a month is the coarsest of the least roundings.
ROUNDING = 100.0


def register() -> StudyTables:
    """Return people of whom a register tells pay, income and hours, and of some of them nothing."""
    data = tables()
    draw = np.random.default_rng(11)
    people = data.persons["person"]
    values = {
        "earnings": np.round(draw.gamma(6, 500, len(people)), 2),
        "hours": np.round(draw.uniform(4, 48, len(people))),
        "wage": np.round(draw.gamma(9, 2.5, len(people)), 2),
    }
    kept = data.outcomes[data.outcomes["outcome"] == "in_work"]
    more = [
        pd.DataFrame({"person": people, "outcome": name, "horizon": 365, "value": one, "observed": True})
        for name, one in values.items()
    ]
    outcomes = pd.concat([kept, *more], ignore_index=True)
    return replace(data, outcomes=outcomes[draw.random(len(outcomes)) > 0.05])


def some(data: StudyTables, first: int, last: int, prefix: str) -> StudyTables:
    """Return a part of the people under the names of another study."""
    people = list(data.persons["person"])[first:last]
    frames = {}
    for name, frame in data.by_name().items():
        rows = frame[frame["person"].isin(people)] if "person" in frame else frame
        frames[name] = rows.assign(person=prefix + rows["person"]) if "person" in frame else rows
    return StudyTables(**frames)


def plan() -> Plan:
    outcomes = tuple(PlannedOutcome(name, days, Use.SECONDARY, 0.1) for name, days in OUTCOMES[1:])
    return make_plan(
        "check", covariates=KNOWN, groups=(), outcomes=(PlannedOutcome("in_work", 365, Use.PRIMARY, 0.05), *outcomes)
    )


def guessed(one: Made, other: Made, names: tuple[dict[str, str], dict[str, str]]) -> tuple[float, float]:
    """Return of the people in both the share that one row of the other fits alone, and how often a guess is right.

    The guess is any of the rows that fit on everything both extracts tell: who is treated, and known outcomes.
    """
    columns = ["treated", *SHARED]
    mine, theirs = (made.frame[columns].astype(str) for made in (one, other))
    rows = {key: set(some["person"]) for key, some in theirs.assign(person=other.frame["person"]).groupby(columns)}
    true = {names[0][person]: place for place, person in enumerate(one.frame["person"])}
    also = {names[1][person]: person for person in other.frame["person"]}
    both = sorted(set(true) & set(also))
    alone, right = 0, 0.0
    for person in both:
        # An outcome that went out empty says nothing: a guess on it is left out by who attacks.
        row = tuple(mine.iloc[true[person]])
        fits = rows.get(row, set())
        if all(cell == "nan" for cell in row[1:]) or also[person] not in fits:
            continue
        alone += len(fits) == 1
        right += 1 / len(fits)
    return alone / len(both), right / len(both)


@pytest.fixture(scope="module")
def both() -> list[tuple[Made, Made, dict[str, str]]]:
    """Return for two studies of 600 people each, 400 of them in both, what went out before and now, and who is who."""
    found = []
    for prefix, (first, last), known in (("a", (0, 600), ("age", "level")), ("b", (200, 800), ("sector",))):
        data, name = some(register(), first, last, prefix), named(prefix)
        question = Question(Kind.ROWS, known, OUTCOMES, k=K, rounding=ROUNDING)
        finer = replace(question, rounding=1.0)
        careless = rows_of(data, plan(), finer, [], name, 1)
        made = rows_not_apart(data, plan(), finer, [], name, 1)
        who = {name(person): str(person)[1:] for person in data.persons["person"]}
        found.append((careless, made, who))
    return found


def test_two_extracts_of_rounded_rows_alone_could_be_linked(both: list[Any]) -> None:
    alone, right = guessed(both[0][0], both[1][0], (both[0][2], both[1][2]))

    assert alone > 0.5
    assert right > 1 / K


def test_two_extracts_of_rows_that_are_not_apart_cannot_be_linked(both: list[Any]) -> None:
    alone, right = guessed(both[0][1], both[1][1], (both[0][2], both[1][2]))

    assert alone == 0
    assert right <= 1 / K
    for _careless, made, _who in both:
        rows = made.frame.drop(columns="person").astype(str).itertuples(index=False, name=None)
        assert min(Counter(rows).values()) >= K
        # It still tells something: most rows have outcomes.
        assert made.frame["wage_365"].notna().mean() > 0.6
        assert set(made.roundings) == set(SHARED[1:])
        assert all(width >= 1 for width in made.roundings.values())


def test_not_apart_tells_no_outcome_of_everybody_in_a_class(both: list[Any]) -> None:
    for _careless, made, _who in both:
        labels = [name for name in made.frame if name not in {"person", *SHARED}]
        for _key, rows in made.frame.groupby(labels):
            for name in SHARED:
                assert rows[name].nunique() != 1


def test_rare_known_rows() -> None:
    labels = [np.array(["x"] * 12 + ["y"] * 6)]
    nan = np.nan
    column = np.array([1.0] * 7 + [2.0] * 4 + [3.0] + [1.0] * 4 + [nan, 5.0])

    # In x one is rare, and alone: the four of the rarest value go with it. In y one more is unknown: not enough.
    assert list(np.flatnonzero(rare(labels, [column], 4))) == [7, 8, 9, 10, 11, 12, 13, 14, 15, 17]
    assert not rare(labels, [np.array([1.0] * 18)], 4).any()
    # Nobody is told apart by one value alone, but by two together.
    two = [np.array([1.0, 2.0] * 9), np.array([1.0] * 9 + [2.0] * 9)]
    assert not rare([], two[:1], 9).any()
    assert rare([], two, 9).all()


def test_share_of_an_organisation_is_a_number_and_not_yes_or_no() -> None:
    data = tables(400)
    draw = np.random.default_rng(5)
    people = data.persons["person"]
    shares = pd.DataFrame({"person": people, "outcome": "retention", "horizon": 365, "observed": True})
    data = replace(data, outcomes=shares.assign(value=draw.uniform(0.5, 0.8, len(people))))
    asked = Question(Kind.TABLE, (), (("retention", 365),), rounding=0.01)

    means = table_of(data, plan(), asked, 1).frame["retention_365"]

    assert means.between(0.6, 0.7).all()
    assert replace(asked, kind=Kind.ROWS).problem() == "rounding-too-fine"
    rows = rows_of(data, plan(), replace(asked, kind=Kind.ROWS, rounding=0.1), [], named("x"), 1).frame
    assert set(rows["retention_365"].round(1)) == {0.5, 0.6, 0.7, 0.8}


@pytest.mark.django_db
def test_make_extract_gives_rows_that_are_not_apart(settings: Settings, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    by = researcher()
    make_approach(by, "check")
    study = make_study(by, plan())
    data = keep_tables(by=by, study=study.pk, tables=register(), is_synthetic=True)
    Study.objects.filter(pk=study.pk).update(registered=timezone.now(), opened=timezone.now())
    question = Question(Kind.ROWS, (), OUTCOMES, k=K, rounding=ROUNDING)

    extract = make_extract(by=by, study=study.pk, data_set=data.pk, question=question)

    lines = [line.split(",", 1)[1] for line in extract_file(extract.pk).read_text("utf-8-sig").splitlines()[1:]]
    assert min(Counter(lines).values()) >= K
    assert extract.what["roundings"]["earnings_365"] >= ROUNDING
