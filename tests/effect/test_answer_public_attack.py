"""Somebody who subtracts: small counts that follow from the full answer of real runs do not from the public one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.effect.answers import make_answer
from tests.effect.plans import make_plan, make_tables
from tests.effect.test_answer_public import with_flow
from wending.effect.queries.report import report_of
from wending.effect.queries.report_files import report_html
from wending.effect.rules.analysis import analyse, methods
from wending.effect.rules.answer import Answer, OutcomeAnswer, answer_from, as_json, part
from wending.effect.rules.answer_public import public_answer
from wending.effect.rules.answer_public.cells import hidden_rows
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Finding

ARMS = ("treated", "compared")
FEW = range(1, 10)


@pytest.fixture(autouse=True)
def _few_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods, "by_learner", lambda sample, seed: methods.BY_CHOICE["regression"](sample))


def with_few() -> StudyTables:
    """Return tables in which 12 people have no schooling, and of 3 treated the last outcome is unknown."""
    tables = make_tables()
    treated = set(tables.exposures["person"])
    covariates, outcomes = tables.covariates.copy(), tables.outcomes.copy()
    people = sorted(tables.persons["person"])
    own = [one for one in people if one in treated]
    none = [*own[:6], *[one for one in people if one not in treated][:6]]
    covariates.loc[(covariates["covariate"] == "schooling") & covariates["person"].isin(none), "value"] = "none"
    sex = ["woman" if number % 2 else "man" for number in range(len(people))]
    more = pd.DataFrame({"person": people, "covariate": "sex", "value": sex, "on": pd.Timestamp("2024-12-01")})
    lost = (outcomes["horizon"] == 365) & outcomes["person"].isin(own[20:23])
    outcomes.loc[lost, "value"] = np.nan
    outcomes.loc[lost, "observed"] = False
    return replace(tables, covariates=pd.concat([covariates, more], ignore_index=True), outcomes=outcomes)


@pytest.fixture(scope="module", params=[Design.DOUBLY_ROBUST, Design.RANDOMISED], ids=lambda one: one.value)
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answer]:
    kept = methods.by_learner
    methods.by_learner = lambda sample, seed: methods.BY_CHOICE["regression"](sample)
    tables = with_few()
    plan = make_plan(design=request.param, groups=("schooling", "sex"))
    if request.param is Design.RANDOMISED:
        tables = replace(tables, exposures=tables.exposures.assign(mechanism="lot"))
    yield analyse(plan, tables, work=tmp_path_factory.mktemp("work"), at="2026-01-01T00:00:00+01:00")
    methods.by_learner = kept


def subtracted(answer: Answer) -> dict[str, set[int]]:
    """Return the small counts of people that a reader of an answer can reckon, by how they are found."""
    told = answer_from(as_json(answer))
    primary = told.primary
    found: dict[str, set[int]] = {
        "steps": set(_steps(told)),
        "groups": set(_groups(primary)),
        "balance": set(_classes(primary)),
        "overlap": set(_bins(primary)),
        "missing": set(_unknown(primary)),
    }
    return {name: {one for one in counts if one in FEW} for name, counts in found.items()}


def _check(one: OutcomeAnswer, code: Code) -> Check:
    return next(check for check in one.checks if check.code is code)


def _steps(answer: Answer) -> Iterator[int]:
    """Yield every count of an arm, and the differences between any two of them."""
    for place, arm in enumerate(ARMS):
        counts = {count for name, count in answer.counts if name == arm and count is not None}
        for one in answer.outcomes:
            counts |= {getattr(each, arm) for each in one.estimates} - {None}
            for check in one.checks:
                counts |= {round(figure) for name, figure in check.figures if name == arm}
                if check.code is Code.FLOW:
                    counts |= {row[1 + place] for row in check.rows} - {None}
        yield from counts
        yield from (abs(one - other) for one, other in combinations(counts, 2))


def _groups(one: OutcomeAnswer) -> Iterator[int]:
    found, first = part(one, "groups"), one.estimates[0]
    for covariate in {row[0] for row in found.rows} if found else ():
        for place, whole in ((2, first.treated), (3, first.compared)):
            shown = [row[place] for row in found.rows if row[0] == covariate and row[place] is not None]
            yield from shown
            yield whole - sum(shown)


def _classes(one: OutcomeAnswer) -> Iterator[int]:
    """Yield the people per class as share times whole, and what the classes leave."""
    check = _check(one, Code.BALANCE)
    by_lot = "offered" in check.columns
    whole = [_check(one, Code.FLOW).rows[0][1 + place] for place in (0, 1)] if by_lot else [0, 0]
    means = ("offered", "not-offered") if by_lot else ("mean-treated", "mean-compared-before")
    first = one.estimates[0]
    many = whole if by_lot else [first.treated, first.compared]
    for name, people in zip(means, many, strict=True):
        if people is None:
            continue
        at = check.columns.index(name)
        shares = [row[at] for row in check.rows if str(row[0]).startswith("schooling:") and row[at] is not None]
        counts = [round(share * people) for share in shares]
        yield from counts
        yield people - sum(counts)


def _bins(one: OutcomeAnswer) -> Iterator[int]:
    check = _check(one, Code.OVERLAP)
    first = one.estimates[0]
    for row in check.rows if "from" in check.columns else ():
        yield round(row[2] * first.treated)
        yield round(row[3] * first.compared)


def _unknown(one: OutcomeAnswer) -> Iterator[int]:
    """Yield who is unknown, from the slope over deltas and from the shares."""
    check = _check(one, Code.MISSING)
    figures, first = dict(check.figures), one.estimates[0]
    for arm in ARMS:
        share = figures.get(f"unknown-{arm}")
        if share is not None:
            yield round(getattr(first, arm) * share / (1 - share))
    by_delta = {row[0]: row[2] for row in check.rows if row[1] == "treated"}
    if 1.0 in by_delta and "spread" in figures:
        share = (by_delta[1.0] - by_delta[0.0]) / figures["spread"]
        yield round(first.treated * share / (1 - share))


def test_subtracting_from_the_full_answer_finds_small_counts(full: Answer) -> None:
    found = subtracted(full)

    assert 3 in found["steps"]
    assert 3 in found["missing"]
    # Six of the treated have no schooling: they are what the groups shown leave of all.
    assert 6 in found["groups"]
    assert 6 in found["balance"]
    assert full.plan.design is Design.RANDOMISED or found["overlap"]


def test_subtracting_from_the_public_answer_finds_nothing(full: Answer) -> None:
    shown = public_answer(full)

    assert subtracted(shown) == {name: set() for name in ("steps", "groups", "balance", "overlap", "missing")}
    # The answer itself, and what hides nobody, is still told.
    assert shown.primary.estimates[0] == full.primary.estimates[0]
    assert shown.primary.judgement == full.primary.judgement
    own, rows = part(full.primary, "groups"), part(shown.primary, "groups")
    assert own is not None
    assert rows is not None
    assert [row for row in rows.rows if row[0] == "sex"] == [row for row in own.rows if row[0] == "sex"]
    assert len([row for row in rows.rows if row[0] == "schooling" and row[4] is None]) == 1
    assert "small-counts-hidden" in [one.code for one in rows.findings]
    # Known of 3 more people: not of how many, and so not how many the primary one lacks.
    other = next(one for one in shown.outcomes if one.planned.horizon == 180)
    assert other.estimates[0].treated is None
    assert (
        other.estimates[0].value == next(one for one in full.outcomes if one.planned.horizon == 180).estimates[0].value
    )
    assert public_answer(answer_from(as_json(shown))) == shown


def test_report_of_a_public_answer_can_be_made_and_says_what_is_hidden(full: Answer) -> None:
    page = report_html(report_of(public_answer(full)))

    assert "Aantallen van minder dan 10 tonen we niet." in page
    assert "Van groepen van minder dan 10 mensen tonen we niets." in page
    assert "Aantallen van minder dan 10 tonen we niet." not in report_html(report_of(full))


def test_steps_that_are_small_together_are_hidden() -> None:
    # 4 and 5 were lost: with the step between them hidden, 9 would still follow from the first and the last.
    answer = make_answer(is_synthetic=False)
    answer = with_flow(answer, ("in-population", 772, 3300), ("asked", 768, 3100), ("known", 763, 2824))
    answer = replace(answer, counts=(("population", 4072), ("treated", 772), ("compared", 3300)))

    shown = public_answer(answer)

    assert [row[1] for row in _check(shown.primary, Code.FLOW).rows] == [None, None, 763]
    assert dict(shown.counts)["treated"] is None
    assert list(dict(shown.counts).values()).count(None) > 1


def test_another_estimate_of_all_but_a_few_is_not_shown() -> None:
    answer = make_answer(is_synthetic=False)
    first, *others = answer.primary.estimates
    trimmed = replace(first, method="trimmed", treated=first.treated - 4)
    answer = replace(answer, outcomes=(replace(answer.primary, estimates=(first, trimmed, *others)),))

    shown = public_answer(answer)

    assert [one.method for one in shown.primary.estimates] == ["propensity-weighting", "matching", "regression"]
    assert shown.primary.findings[-1].code == "small-counts-hidden"


@pytest.mark.parametrize(
    ("rows", "whole", "hidden"),
    [
        ({"a": (40, 60), "b": (60, 40)}, (100, 100), set()),
        # What is left is large enough, or nobody.
        ({"a": (40, 60), "b": (50, 30)}, (100, 100), set()),
        # Four are left of the treated: the smallest shown goes too.
        ({"a": (40, 60), "b": (56, 30)}, (100, 100), {"a"}),
        ({"a": (96, 90)}, (100, 100), {"a"}),
        # A row with one small arm goes with both, and another with it.
        ({"a": (4, 40), "b": (46, 30), "c": (50, 30)}, (100, 100), {"a", "b"}),
        # Two hidden that are small together: one more.
        ({"a": (3, 40), "b": (4, 30), "c": (93, 30)}, (100, 100), {"a", "b", "c"}),
        # More people than there are: nothing can be promised.
        ({"a": (90, 90), "b": (90, 90)}, (100, 100), {"a", "b"}),
    ],
)
def test_hidden_rows_known_tables(rows: dict[str, tuple[int, int]], whole: tuple[int, int], hidden: set[str]) -> None:
    assert hidden_rows(rows, whole, is_rest_shown=False) == hidden


def test_counts_within_one_another_are_not_told() -> None:
    answer = make_answer(is_synthetic=False)
    rows: tuple[tuple[Any, ...], ...] = (
        ("bandwidth 1", 1.0, 0.1, 0.0, 0.2, 380, 383),
        ("bandwidth 1.1", 1.1, 0.1, 0.0, 0.2, 384, 450),
        ("bandwidth 0.1", 0.1, 0.1, 0.0, 0.2, 8, 20),
    )
    columns = ("specification", "bandwidth", "value", "low", "high", "below", "above")
    curve = Check(Code.SPECIFICATIONS, State.TOLD, (), columns, rows)
    checks = tuple(curve if one.code is curve.code else one for one in answer.primary.checks)
    answer = replace(answer, outcomes=(replace(answer.primary, checks=checks),))

    shown = _check(public_answer(answer).primary, Code.SPECIFICATIONS)

    assert [row[5:] for row in shown.rows] == [(380, None), (None, 450), (None, 20)]
    assert [row[:5] for row in shown.rows] == [row[:5] for row in rows]


def test_times_since_the_start_of_few_units_are_empty() -> None:
    answer = make_answer(is_synthetic=False)
    leads = _check(answer.primary, Code.PRE_TRENDS)
    changed = replace(leads, rows=tuple((*row[:-1], 4 if row[0] == 2 else row[-1]) for row in leads.rows))
    checks = tuple(changed if one.code is Code.PRE_TRENDS else one for one in answer.primary.checks)
    answer = replace(answer, outcomes=(replace(answer.primary, checks=checks),))

    shown = _check(public_answer(answer).primary, Code.PRE_TRENDS)

    assert [row[0] for row in shown.rows if row[1] is None] == [2]
    assert "periode" in report_html(report_of(public_answer(answer)))


def test_league_of_an_approach_of_few_tells_no_count() -> None:
    answer = make_answer(is_synthetic=False)
    found = (Finding("too-few-of-approach", ("check", 4, 10)), Finding("without-common-support", (7, 763), False))
    parts = tuple(replace(one, findings=found) if one.code == "league" else one for one in answer.primary.parts)
    answer = replace(answer, outcomes=(replace(answer.primary, parts=parts),))

    league = part(public_answer(answer).primary, "league")

    assert league is not None
    assert [one.about for one in league.findings] == [("check", "<10", 10), ("<10", 763)]
