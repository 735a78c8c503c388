"""Bad tables: each thing that can be wrong is found, where it is, and nothing else with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.effect.tables import TODAY, make_plan, make_tables, nothing
from wending.effect.queries.table_words import WORDS, sentence_of
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check import problems_of, typed, typed_tables
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Finding

Change = Callable[[StudyTables], StudyTables]


def put(table: str, column: str, row: int, value: object) -> Change:
    def change(tables: StudyTables) -> StudyTables:
        frame = tables.by_name()[table].copy()
        frame[column] = frame[column].astype("object")
        frame.loc[row, column] = value
        return replace(tables, **{table: frame})

    return change


def repeat(table: str) -> Change:
    def change(tables: StudyTables) -> StudyTables:
        frame = tables.by_name()[table]
        return replace(tables, **{table: pd.concat([frame, frame.iloc[[0]]], ignore_index=True)})

    return change


def without(table: str, column: str) -> Change:
    return lambda tables: replace(tables, **{table: tables.by_name()[table].drop(columns=column)})


def every(table: str, column: str, value: object) -> Change:
    return lambda tables: replace(tables, **{table: tables.by_name()[table].assign(**{column: value})})


def all_treated(tables: StudyTables) -> StudyTables:
    rows = pd.concat([tables.exposures, tables.exposures.assign(person=["p1", "p3", "p5"])], ignore_index=True)
    return replace(tables, exposures=rows)


BAD: list[tuple[str, Change, Finding]] = [
    ("word for a number", put("exposures", "dose", 1, "veel"), Finding("not-a-number", ("exposures", "dose", 1, 2))),
    ("endless", put("exposures", "dose", 1, np.inf), Finding("not-a-number", ("exposures", "dose", 1, 2))),
    ("half a period", put("periods", "period", 0, 1.5), Finding("not-whole", ("periods", "period", 1, 1))),
    ("31 February", put("outcomes", "on", 3, "2025-02-31"), Finding("impossible-day", ("outcomes", "on", 1, 4))),
    ("year 1", put("outcomes", "on", 3, "0001-01-01"), Finding("impossible-day", ("outcomes", "on", 1, 4))),
    ("no day", put("outcomes", "on", 3, "gisteren"), Finding("not-a-day", ("outcomes", "on", 1, 4))),
    ("a number as day", every("outcomes", "on", 20250201), Finding("not-a-day", ("outcomes", "on", 6, 1, 2, 3, 4, 5))),
    ("not yes or no", put("outcomes", "observed", 0, 3), Finding("not-yes-or-no", ("outcomes", "observed", 1, 1))),
    (
        "a list as class",
        put("exposures", "mechanism", 0, ["lot"]),
        Finding("not-text", ("exposures", "mechanism", 1, 1)),
    ),
    ("a day as value", put("covariates", "value", 0, TODAY), Finding("not-a-value", ("covariates", "value", 1, 1))),
    (
        "somebody's own text",
        put("covariates", "value", 0, "ik woon bij mijn ouders en ik zoek al heel lang werk"),
        Finding("free-text", ("covariates", "value", 1, 1)),
    ),
    ("empty class", put("exposures", "approach", 0, ""), Finding("empty-required", ("exposures", "approach", 1, 1))),
    ("column too many", every("persons", "name", "Jan"), Finding("unknown-column", ("persons", "name", 6))),
    ("column too few", without("covariates", "on"), Finding("missing-column", ("covariates", "on", 6))),
    ("dose below zero", put("exposures", "dose", 0, -1), Finding("out-of-range", ("exposures", "dose", 1, 1))),
    ("negative spell", put("spells", "days", 2, -5), Finding("out-of-range", ("spells", "days", 1, 3))),
    ("spell of no time", put("spells", "days", 2, 0), Finding("spell-of-no-time", ("spells", "days", 1, 3))),
    ("work of 2", put("outcomes", "value", 0, 2), Finding("value-out-of-range", ("outcomes", "value", 1, 1))),
    ("wage of -3", put("periods", "value", 0, -3), Finding("value-out-of-range", ("periods", "value", 1, 1))),
    ("person twice", repeat("persons"), Finding("twice", ("persons", "person", 1, 7))),
    ("outcome twice", repeat("outcomes"), Finding("twice", ("outcomes", "person, outcome, horizon", 1, 7))),
    ("unit and period twice", repeat("periods"), Finding("twice", ("periods", "unit, period, outcome", 1, 5))),
    ("covariate twice", repeat("covariates"), Finding("twice", ("covariates", "person, covariate", 1, 7))),
    ("exposure twice", repeat("exposures"), Finding("twice", ("exposures", "person, approach", 1, 4))),
    ("stranger", put("spells", "person", 5, "p9"), Finding("person-not-in-persons", ("spells", "person", 1, 6))),
    (
        "firm not told",
        put("persons", "organisation", 0, "f9"),
        Finding("organisation-not-told", ("persons", "organisation", 1, 1), is_grave=False),
    ),
    (
        "strange outcome",
        put("outcomes", "outcome", 0, "geluk"),
        Finding("unknown-outcome", ("outcomes", "outcome", 1, 1)),
    ),
    (
        "seen without value",
        put("outcomes", "value", 0, None),
        Finding("observed-without-value", ("outcomes", "value", 1, 1)),
    ),
    ("value not seen", put("outcomes", "value", 2, 1), Finding("value-not-observed", ("outcomes", "observed", 1, 3))),
    ("two starts", put("periods", "first", 0, 1), Finding("first-differs", ("periods", "first", 2, 1, 2))),
    (
        "tomorrow",
        put("outcomes", "on", 0, pd.Timestamp("2026-01-02")),
        Finding("day-in-the-future", ("outcomes", "on", 1, 1)),
    ),
    (
        "taken before offered",
        put("exposures", "accepted_on", 1, pd.Timestamp("2024-01-31")),
        Finding("days-out-of-order", ("exposures", "offered_on, accepted_on", 1, 2)),
    ),
    (
        "done before taken",
        put("exposures", "completed_on", 0, pd.Timestamp("2024-02-05")),
        Finding("days-out-of-order", ("exposures", "accepted_on, completed_on", 1, 1)),
    ),
    (
        "outcome before exposure",
        put("outcomes", "on", 0, pd.Timestamp("2024-01-31")),
        Finding("outcome-before-exposure", ("outcomes", "on", 1, 1)),
    ),
    (
        "covariate after exposure",
        put("covariates", "on", 0, pd.Timestamp("2024-02-02")),
        Finding("covariate-after-exposure", ("covariates", "on", 1, 1)),
    ),
    (
        "covariate after the population was frozen",
        put("covariates", "on", 1, pd.Timestamp("2024-01-02")),
        Finding("covariate-after-frozen", ("covariates", "on", 1, 2)),
    ),
    ("everybody treated", all_treated, Finding("nobody-to-compare", ("exposures", "approach", 6))),
    (
        "nobody treated",
        every("exposures", "approach", "other"),
        Finding("nobody-treated", ("exposures", "approach", 6)),
    ),
    (
        "covariate lacks",
        every("covariates", "covariate", "sex"),
        Finding("covariate-all-missing", ("covariates", "age", 6)),
    ),
    (
        "outcome lacks",
        lambda tables: replace(tables, outcomes=tables.outcomes.assign(value=None, observed=False)),
        Finding("outcome-all-missing", ("outcomes", "in_work 365", 6)),
    ),
]


def test_problems_of_good_tables() -> None:
    assert problems_of(make_tables(), make_plan(), TODAY) == ()
    assert problems_of(nothing(), None, TODAY) == ()


@pytest.mark.parametrize(
    ("change", "finding"), [(change, finding) for _, change, finding in BAD], ids=[name for name, *_ in BAD]
)
def test_problems_of_bad_tables(change: Change, finding: Finding) -> None:
    assert problems_of(change(make_tables()), make_plan(), TODAY) == (finding,)


def test_problems_of_no_day_at_all_is_told_and_not_grave() -> None:
    tables = make_tables()
    rows = tables.exposures.copy()
    rows.loc[rows.index[0], ["offered_on", "accepted_on", "completed_on"]] = pd.NaT
    found = problems_of(replace(tables, exposures=rows), make_plan(), TODAY)
    assert found == (Finding("exposure-without-day", ("exposures", "offered_on", 1, 1), is_grave=False),)


def test_problems_of_exposures_that_nobody_took_is_nobody_treated() -> None:
    tables = make_tables()
    rows = tables.exposures.assign(accepted_on=pd.NaT, completed_on=pd.NaT)
    found = problems_of(replace(tables, exposures=rows), make_plan(), TODAY)
    assert [one.code for one in found if one.is_grave] == ["nobody-treated"]


def test_problems_of_a_covariate_of_the_day_itself_is_none() -> None:
    assert problems_of(put("covariates", "on", 0, pd.Timestamp("2024-02-01"))(make_tables()), None, TODAY) == ()


def test_problems_of_a_later_covariate_of_who_got_another_approach() -> None:
    """Only the approaches of the plan are its exposure; without a plan every approach is."""
    tables = put("covariates", "on", 1, pd.Timestamp("2023-12-01"))(make_tables())
    other = tables.exposures.iloc[[0]].assign(person="p1", approach="talk", offered_on=pd.Timestamp("2023-11-01"))
    tables = replace(tables, exposures=pd.concat([tables.exposures, other], ignore_index=True))
    assert problems_of(tables, make_plan(), TODAY) == ()
    assert [one.code for one in problems_of(tables, None, TODAY)] == ["covariate-after-exposure"]


@pytest.mark.parametrize("design", [Design.CLUSTER_RANDOMISED, Design.MATCHING_AND_WEIGHTING])
def test_problems_of_one_firm_on_a_side_is_grave_only_where_firms_were_drawn(design: Design) -> None:
    tables = make_tables()
    people = tables.persons.assign(organisation=["f1", "f2", "f1", "f3", "f1", "f2"])
    firms = pd.DataFrame({"organisation": ["f1", "f2", "f3"]})
    plan = make_plan(design=design, design_terms={"cluster": "organisation"})
    tables = replace(tables, persons=people, organisations=firms, exposures=tables.exposures.assign(mechanism="lot"))
    found = problems_of(tables, plan, TODAY)
    about = ("persons", "organisation", 3)
    assert found == (Finding("one-cluster-treated", about, is_grave=design is Design.CLUSTER_RANDOMISED),)


def _staggered() -> Plan:
    return make_plan(design=Design.STAGGERED, outcomes=(PlannedOutcome("wage", 365, Use.PRIMARY, 1.0),), covariates=())


def test_problems_of_a_panel() -> None:
    tables = make_tables()
    assert problems_of(tables, _staggered(), TODAY) == ()
    same = replace(tables, periods=tables.periods.assign(first=2))
    assert [one.code for one in problems_of(same, _staggered(), TODAY)] == ["nobody-to-compare"]
    never = replace(tables, periods=tables.periods.assign(first=0))
    assert [one.code for one in problems_of(never, _staggered(), TODAY)] == ["nobody-treated"]


def test_typed_tables_read_what_files_hold() -> None:
    """Days as text, whole numbers that became floats, keys that are numbers."""
    tables = make_tables()
    people = pd.DataFrame({"person": [1.0, 2.0], "organisation": [np.nan, 7.0]})
    outcomes = pd.DataFrame(
        {
            "person": [1, 2],
            "outcome": "in_work",
            "horizon": ["30", "30"],
            "value": ["1", ""],
            "observed": [1, 0],
            "on": ["2025-01-31", ""],
        }
    )
    clean, found = typed_tables(replace(tables, persons=people, outcomes=outcomes))
    assert found == ()
    assert list(clean.persons["person"]) == ["1", "2"]
    assert clean.persons["organisation"].tolist() == [None, "7"]
    assert clean.outcomes["horizon"].tolist() == [30, 30]
    assert clean.outcomes["value"].isna().tolist() == [False, True]
    assert clean.outcomes["observed"].tolist() == [True, False]
    assert clean.outcomes["on"].dt.date.tolist()[0] == date(2025, 1, 31)


def test_every_code_has_words() -> None:
    codes = {finding.code for _, _, finding in BAD}
    assert codes <= set(WORDS)
    for _, _, finding in BAD:
        text = sentence_of(finding)
        assert "%" not in text
        assert str(finding.about[2]) in text or finding.code in {"missing-column", "unknown-column"}


def test_problems_of_one_firm_beside_another_is_grave_whatever_the_design() -> None:
    tables = make_tables()
    treated = set(tables.exposures["person"])
    people = tables.persons.assign(organisation=["f1" if one in treated else "f2" for one in tables.persons["person"]])
    firms = pd.DataFrame({"organisation": ["f1", "f2"]})
    found = problems_of(replace(tables, persons=people, organisations=firms), make_plan(), TODAY)
    assert {one.code for one in found if one.is_grave} == {"one-cluster-treated", "one-cluster-compared"}


def test_problems_of_a_lot_that_something_else_decided() -> None:
    tables = make_tables()
    plan = make_plan(design=Design.RANDOMISED)
    chosen = replace(tables, exposures=tables.exposures.assign(mechanism="choice"))
    assert "not-by-lot" in {one.code for one in problems_of(chosen, plan, TODAY)}
    drawn = replace(tables, exposures=tables.exposures.assign(mechanism="lot"))
    assert "not-by-lot" not in {one.code for one in problems_of(drawn, plan, TODAY)}


def test_problems_of_an_outcome_of_before_it_was_taken_up() -> None:
    tables = make_tables()
    late = tables.exposures.assign(accepted_on=pd.Timestamp(TODAY))
    found = problems_of(replace(tables, exposures=late), make_plan(), TODAY)
    assert "outcome-before-exposure" in {one.code for one in found}


@pytest.mark.parametrize(
    ("table", "column", "values", "code"),
    [
        ("persons", "person", lambda rows: [True] * rows, "not-text"),
        ("outcomes", "value", lambda rows: [[1]] * rows, "not-a-number"),
        ("outcomes", "horizon", lambda rows: [1e30] * rows, "not-a-value"),
        ("outcomes", "on", lambda rows: pd.Series(["2024-01-01"] * rows).astype("period[D]"), "impossible-day"),
    ],
    ids=["truth for a name", "lists", "horizon without end", "spans for days"],
)
def test_typed_of_values_that_no_file_holds_is_a_finding(table: str, column: str, values: Any, code: str) -> None:
    tables = make_tables()
    frame = getattr(tables, table)
    wrong = frame.assign(**{column: values(len(frame))})
    assert code in {one.code for one in typed(table, wrong)[1]}


def test_typed_of_a_column_that_stands_twice_keeps_the_first() -> None:
    frame = make_tables().outcomes
    made, found = typed("outcomes", pd.concat([frame, frame[["value"]] + 1], axis=1))
    assert [(one.code, one.about[1]) for one in found] == [("unknown-column", "value")]
    assert made["value"].equals(frame["value"].astype(float))
