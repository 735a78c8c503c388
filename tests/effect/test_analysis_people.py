"""Who is in an analysis: bounds, treatment by offer or by taking it, covariates in columns, late and absent ones."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.effect.plans import make_plan, make_tables
from wending.effect.rules.analysis.people import people_of
from wending.effect.rules.plan import Filter
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import NotAnswerable


def test_people_of_counts_everybody_once() -> None:
    tables = make_tables()
    plan = make_plan(population=(Filter("age", "to", 40),))
    people = people_of(plan, tables)
    counts = dict(people.counts)
    assert counts["population"] == 400
    assert counts["outside-bounds"] + counts["other-approach"] + counts["treated"] + counts["compared"] == 400
    ages = pd.to_numeric(people.known["age"])
    assert len(people.person) == counts["treated"] + counts["compared"] == int((ages <= 40).sum()) > 0
    assert ages.max() <= 40


def test_people_of_by_lot_counts_who_was_offered_else_who_took_it() -> None:
    tables = make_tables()
    refused = tables.exposures.copy()
    refused.loc[:9, "accepted_on"] = pd.NaT
    tables = replace(tables, exposures=refused)
    offered = people_of(make_plan(design=Design.RANDOMISED), tables).treated.sum()
    took = people_of(make_plan(), tables).treated.sum()
    assert offered - took == 10


def test_people_of_leaves_out_who_got_a_rival() -> None:
    tables = make_tables()
    other = tables.exposures.iloc[:20].assign(approach="course")
    tables = replace(tables, exposures=pd.concat([tables.exposures.iloc[20:], other]))
    assert dict(people_of(make_plan(rivals=("course",)), tables).counts)["other-approach"] == 20
    against = people_of(make_plan(against="course"), tables)
    assert (~against.treated).sum() == 20


def test_columns_keep_unknown_as_its_own_value() -> None:
    tables = make_tables()
    covariates = tables.covariates.copy()
    is_age, is_schooling = covariates["covariate"] == "age", covariates["covariate"] == "schooling"
    covariates.loc[covariates[is_age].index[:15], "value"] = None
    covariates.loc[covariates[is_schooling].index[:12], "value"] = None
    people = people_of(make_plan(), replace(tables, covariates=covariates))
    columns, names = people.columns(("age", "schooling"))
    assert set(names) >= {"age", "age:?", "schooling:?"}
    assert columns[:, names.index("age:?")].sum() == 15
    assert columns[:, names.index("schooling:?")].sum() == 12
    assert np.isfinite(columns).all()
    # One class stands for the rest: with a constant no column follows from the others.
    assert np.linalg.matrix_rank(np.column_stack([np.ones(len(columns)), columns])) == columns.shape[1] + 1


def test_outcome_unknown_is_not_a_number() -> None:
    tables = make_tables()
    outcomes = tables.outcomes.copy()
    outcomes.loc[outcomes.index[:5], "observed"] = False
    outcomes = outcomes.drop(outcomes.index[5:9])
    people = people_of(make_plan(), replace(tables, outcomes=outcomes))
    assert np.isnan(people.outcome("career_competences", 180)).sum() == 9
    assert np.isnan(people.outcome("career_competences", 365)).sum() == 0


def test_people_of_refuses_a_covariate_of_after_exposure() -> None:
    tables = make_tables()
    late = tables.covariates.copy()
    treated = set(tables.exposures["person"])
    rows = late[(late["covariate"] == "age") & late["person"].isin(treated)].index[:3]
    late.loc[rows, "on"] = pd.Timestamp("2025-01-06")
    with pytest.raises(NotAnswerable) as refused:
        people_of(make_plan(), replace(tables, covariates=late))
    [finding] = refused.value.findings
    assert (finding.code, finding.about) == ("covariate-after-exposure", ("age", 3))


def test_people_of_refuses_a_covariate_that_is_not_there() -> None:
    with pytest.raises(NotAnswerable) as refused:
        people_of(make_plan(covariates=("age", "shoe_size")), make_tables())
    assert [(one.code, one.about) for one in refused.value.findings] == [("covariate-absent", ("shoe_size",))]


def test_people_of_refuses_an_empty_population() -> None:
    with pytest.raises(NotAnswerable, match="nobody-in-population"):
        people_of(make_plan(population=(Filter("age", "from", 99),)), make_tables())


def test_people_of_knows_the_organisations_of_people() -> None:
    tables = make_tables()
    names = sorted(tables.persons["organisation"].unique())
    organisations = pd.DataFrame({"organisation": names, "hr_policy": ["yes", "no"] * (len(names) // 2)})
    organisations = organisations.reindex(columns=tables.organisations.columns)
    people = people_of(make_plan(groups=("organisation_hr_policy",)), replace(tables, organisations=organisations))
    policy = dict(zip(names, organisations["hr_policy"], strict=True))
    place = tables.persons.set_index("person")["organisation"]
    assert list(people.known["organisation_hr_policy"]) == [policy[place[person]] for person in people.person]


def test_people_of_counts_completing_as_taking_it_and_unknown_as_neither() -> None:
    tables = make_tables()
    rows = tables.exposures.copy()
    first, second = rows["person"].iloc[0], rows["person"].iloc[1]
    rows.loc[0, "accepted_on"], rows.loc[0, "completed_on"] = pd.NaT, pd.Timestamp("2025-03-01")
    rows.loc[1, ["offered_on", "accepted_on", "completed_on"]] = pd.NaT
    people = people_of(make_plan(), replace(tables, exposures=rows))
    assert people.treated[people.person.get_loc(first)]
    assert second not in people.person
    assert dict(people.counts)["take-up-unknown"] == 1


def test_people_of_by_lot_takes_the_earliest_offer_that_a_lot_decided() -> None:
    tables = make_tables()
    rows = tables.exposures.assign(mechanism="lot")
    control = next(one for one in tables.persons["person"] if one not in set(rows["person"]))
    later = rows.iloc[:1].assign(person=control, offered_on=pd.Timestamp("2026-06-01"), mechanism="choice")
    people = people_of(make_plan(design=Design.RANDOMISED), replace(tables, exposures=pd.concat([rows, later])))
    assert not people.treated[people.person.get_loc(control)]


def test_columns_refuse_numbers_with_a_few_words_among_them() -> None:
    tables = make_tables()
    covariates = tables.covariates.copy()
    covariates.loc[covariates.index[covariates["covariate"] == "age"][0], "value"] = "oud"
    people = people_of(make_plan(), replace(tables, covariates=covariates))
    with pytest.raises(NotAnswerable, match="covariate-mixed"):
        people.columns(("age",))


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_sample_leaves_out_a_class_of_which_no_outcome_is_known(gone: str) -> None:
    tables = make_tables()
    people = list(tables.persons["person"])
    sector = {one: "abc"[number % 3 if number % 9 else 0] for number, one in enumerate(people)}
    rows = pd.DataFrame({"person": people, "covariate": "sector", "value": [sector[one] for one in people]})
    rows["on"] = pd.Timestamp("2024-12-01")
    outcomes = tables.outcomes.copy()
    outcomes.loc[outcomes["person"].map(sector) == gone, "value"] = None
    tables = replace(tables, covariates=pd.concat([tables.covariates, rows], ignore_index=True), outcomes=outcomes)
    plan = make_plan(covariates=("age", "sector"), groups=())

    sample = people_of(plan, tables).sample(plan, plan.primary)

    known = sample.covariates[np.isfinite(sample.outcome)]
    assert [name.split(":")[0] for name in sample.names] == ["age", "sector"]
    assert np.linalg.matrix_rank(np.column_stack([np.ones(len(known)), known])) == 3
