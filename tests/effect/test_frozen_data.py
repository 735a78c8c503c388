"""What of the data is frozen with the population, besides its people: who starts when, and what organisations are."""

from dataclasses import replace

import pandas as pd
import pytest
from django.core.exceptions import ValidationError

from tests.effect.factories import make_approach, make_data, make_plan, make_study, researcher
from tests.effect.tables import make_tables
from wending.effect.actions.data_sets import keep_tables
from wending.effect.actions.register import freeze_population, register_study
from wending.effect.rules.frozen_data import other_files, other_rows
from wending.effect.rules.tables import StudyTables, empty_table
from wending.engine.estimation.design import Design


def with_periods(**columns: object) -> StudyTables:
    tables = make_tables()
    return replace(tables, periods=tables.periods.assign(**columns))


def test_other_rows_who_starts_when() -> None:
    then = make_tables()

    assert other_rows(with_periods(first=[0, 0, 2, 2]), then) == ("periods.first",)
    assert other_rows(with_periods(unit=["u1", "u1", "u3", "u3"]), then) == ("periods.first",)
    assert other_rows(replace(then, periods=then.periods[:2]), then) == ("periods.first",)
    assert other_rows(replace(then, periods=empty_table("periods")), then) == ("periods.first",)
    # Later periods and what was measured in them may come.
    more = then.periods.assign(period=[3, 4, 3, 4], value=22.0)
    assert other_rows(replace(then, periods=pd.concat([then.periods, more])), then) == ()


def test_other_rows_of_organisations() -> None:
    then = make_tables()
    firms = then.organisations

    assert other_rows(replace(then, organisations=firms.assign(size=[41, None])), then) == ("organisations",)
    assert other_rows(replace(then, organisations=firms.assign(sector="health")), then) == ("organisations",)
    assert other_rows(replace(then, organisations=firms[:1]), then) == ("organisations",)
    # The same in another order, and with columns that say nothing.
    same = firms.iloc[::-1].assign(sector=None)
    assert other_rows(replace(then, organisations=same), then) == ()


def test_other_rows_of_organisations_that_may_be_fewer() -> None:
    then = make_tables()
    firms = then.organisations
    smaller, other, new = (
        replace(then, organisations=one)
        for one in (
            firms.assign(size=[None, None]),
            firms.assign(size=[41, None]),
            firms.assign(organisation=["f1", "f3"]),
        )
    )

    assert other_rows(smaller, then, may_be_fewer=True) == ()
    assert other_rows(replace(then, organisations=firms[:1]), then, may_be_fewer=True) == ()
    assert other_rows(other, then, may_be_fewer=True) == ("organisations",)
    assert other_rows(new, then, may_be_fewer=True) == ("organisations",)
    assert other_rows(with_periods(first=[0, 0, 2, 2]), then, may_be_fewer=True) == ("periods.first",)


def test_other_files_looks_at_every_table_with_something_frozen() -> None:
    names = ("persons", "covariates", "exposures", "periods", "organisations")

    assert other_files({}, dict.fromkeys(names, "a")) == names
    assert other_files({"outcomes": "b"} | dict.fromkeys(names, "a"), dict.fromkeys(names, "a")) == ()


@pytest.mark.django_db
def test_freeze_population_over_periods_only_with_who_starts_when() -> None:
    by = researcher()
    study = make_study(by, make_plan(make_approach(by).key, design=Design.STAGGERED))
    register_study(by=by, study=study.pk)
    without = make_data(by, study)
    with pytest.raises(ValidationError, match="wie wanneer begint"):
        freeze_population(by=by, study=study.pk, data_set=without.pk)
    data = keep_tables(by=by, study=study.pk, tables=make_tables(), is_synthetic=True)

    assert freeze_population(by=by, study=study.pk, data_set=data.pk).count == 6
