"""Extracts: classes of ten whatever was taken out before, no keys to link them by, small cells hidden, all in a log."""

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import sign_in
from tests.effect.factories import make_approach, make_plan, make_researcher, make_study, researcher
from wending.effect.actions import extracts
from wending.effect.actions.data_sets import keep_tables
from wending.effect.actions.extracts import NotGiven, extract_file, fetch_extract, make_extract
from wending.effect.actions.register import erase_studies
from wending.effect.models import DataSet, Extract, ExtractAct, Study
from wending.effect.queries.pseudonyms import name_in_extract
from wending.effect.rules.extract import Kind, Question, rows_of, table_of
from wending.effect.rules.extract_released import is_by_others
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import as_mapping, digest_of
from wending.effect.rules.study import Source
from wending.effect.rules.tables import COLUMNS, StudyTables, empty_table
from wending.engine.estimation.terms import Estimand
from wending.ledger.models import Entry
from wending.ledger.rules.actor import SYSTEM, Actor

MANY = 800
KNOWN = ("age", "level", "sector")
OUTCOMES = (("in_work", 365), ("wage", 365))


def tables(many: int = MANY, seed: int = 4) -> StudyTables:
    """People with three things others may know of them, and two outcomes."""
    draw = np.random.default_rng(seed)
    people = [f"p{number}" for number in range(many)]
    known = {
        "age": list(draw.integers(18, 67, many).astype(float)),
        "level": list(draw.choice(["low", "middle", "high"], many)),
        "sector": list(draw.choice(["care", "building", "office", "harbour"], many, p=[0.5, 0.3, 0.18, 0.02])),
    }
    frames = {name: empty_table(name) for name in COLUMNS}
    frames["persons"] = pd.DataFrame({"person": people, "organisation": "Bakkerij Jansen"})
    frames["covariates"] = pd.concat(
        [
            pd.DataFrame({"person": people, "covariate": name, "value": values, "on": pd.Timestamp("2024-12-01")})
            for name, values in known.items()
        ]
    )
    treated = [person for person, is_treated in zip(people, draw.random(many) < 0.4, strict=True) if is_treated]
    frames["exposures"] = pd.DataFrame(
        {"person": treated, "approach": "check", "accepted_on": pd.Timestamp("2025-01-15")}
    )
    values = {"in_work": draw.integers(0, 2, many).astype(float), "wage": np.round(draw.gamma(9, 2.5, many), 2)}
    frames["outcomes"] = pd.concat(
        [
            pd.DataFrame({"person": people, "outcome": name, "horizon": 365, "value": one, "observed": True})
            for name, one in values.items()
        ]
    )
    return StudyTables(**frames)


def plan() -> Plan:
    return make_plan("check", covariates=KNOWN, groups=())


def named(prefix: str) -> Any:
    return lambda person: f"{prefix}{hash(person)}"


def test_rows_of_are_classes_of_k_with_nothing_else_in_them() -> None:
    made = rows_of(tables(), plan(), Question(Kind.ROWS, KNOWN, OUTCOMES, rounding=1), [], named("x"), 1)
    assert list(made.frame) == ["person", "treated", *KNOWN, "in_work_365", "wage_365"]
    classes = Counter(made.frame[["treated", *KNOWN]].itertuples(index=False, name=None))
    assert min(classes.values()) == made.smallest >= 10
    assert len(made.frame) + made.left_out == MANY
    assert made.left_out <= 0.05 * MANY
    assert not made.frame["person"].isin(tables().persons["person"]).any()
    for _, some in made.frame.groupby(["treated", *KNOWN]):
        assert some["in_work_365"].nunique() == 2, "a class must not tell an outcome of everybody in it"


def test_rows_of_do_not_tell_that_everybody_of_a_group_works() -> None:
    data = tables()
    levels = data.covariates[data.covariates["covariate"] == "level"]
    low = levels.loc[levels["value"] == "low", "person"]
    all_work = (data.outcomes["outcome"] == "in_work") & data.outcomes["person"].isin(low)
    data.outcomes.loc[all_work, "value"] = 1.0
    made = rows_of(data, plan(), Question(Kind.ROWS, ("level",), OUTCOMES[:1]), [], named("x"), 1)
    assert made.levels == {"level": 1}
    assert set(made.frame["level"]) == {"*"}


def test_rows_of_wages_have_no_ends_and_are_rounded() -> None:
    wages = rows_of(tables(), plan(), Question(Kind.ROWS, KNOWN, OUTCOMES, rounding=0.5), [], named("x"), 1).frame
    values = wages["wage_365"]
    assert (values * 2 == np.round(values * 2)).all()
    assert (values == values.max()).sum() >= 10
    assert (values == values.min()).sum() >= 10


def test_rows_of_two_extracts_cannot_be_linked() -> None:
    """Other names, another order; and even who could link each row to its person finds ten alike, left out or not."""
    question = [Question(Kind.ROWS, ("age", "level"), OUTCOMES[:1]), Question(Kind.ROWS, ("sector",), OUTCOMES[1:])]
    first = rows_of(tables(), plan(), question[0], [], named("a"), 1)
    careless = rows_of(tables(), plan(), question[1], [], named("b"), 1)
    second = rows_of(tables(), plan(), question[1], [first.released], named("b"), 1)

    def linked(one: Any, other: Any) -> pd.DataFrame:
        both = one.released.merge(other.released, on="person", suffixes=("_1", "_2"))
        labels = [column for column in both if column != "person"]
        gone = (both[labels] == "-").all(axis=1)
        return both[~gone].groupby(labels)["person"].transform("size")

    assert linked(first, careless).min() < 10, "without the memory of what went out it would be possible"
    assert linked(first, second).min() >= 10
    assert not set(first.frame["person"]) & set(second.frame["person"])


def test_rows_of_the_same_people_come_in_an_order_of_their_own(settings: Settings) -> None:
    settings.RESEARCH_KEY = "k" * 43
    one, other = (
        rows_of(tables(), plan(), Question(Kind.ROWS, ("level",), OUTCOMES[1:], rounding=0.01), [], name, 1).frame
        for name in (name_in_extract("1"), name_in_extract("2"))  # type: ignore[arg-type]
    )
    assert sorted(one["wage_365"]) == sorted(other["wage_365"])
    same_place = (one["wage_365"].to_numpy() == other["wage_365"].to_numpy()).mean()
    assert same_place < 0.1


def test_rows_of_with_noise_do_not_average_away() -> None:
    question = Question(Kind.ROWS, ("level",), OUTCOMES[1:], rounding=0.01, noise=2)
    plain = rows_of(tables(), plan(), Question(Kind.ROWS, ("level",), OUTCOMES[1:], rounding=0.01), [], named("x"), 9)
    one, again = (rows_of(tables(), plan(), question, [], named("x"), seed=9).frame["wage_365"] for _ in range(2))
    assert one.equals(again)
    assert np.abs(one - plain.frame["wage_365"]).mean() == pytest.approx(2, rel=0.2)


def test_rows_of_noise_is_of_the_person_and_not_of_the_question() -> None:
    """Other k, rounding and characteristics, and somebody fewer: who asks again has the same noise."""
    asked = [Question(Kind.ROWS, ("level",), OUTCOMES[1:], k=k, rounding=0.01, noise=2) for k in (10, 11)]
    asked.append(Question(Kind.ROWS, (), OUTCOMES[1:], rounding=0.1, noise=2))
    data = tables()
    data.persons.drop(index=[0], inplace=True)
    people = data.persons["person"]
    middle = data.outcomes[(data.outcomes["outcome"] == "wage") & data.outcomes["value"].between(15, 30)]["person"]
    noisy = [rows_of(data, plan(), one, [], str, 9).frame.set_index("person")["wage_365"] for one in asked]
    noisy.append(rows_of(tables(), plan(), asked[0], [], str, 9).frame.set_index("person")["wage_365"])
    both = people[people.isin(middle) & np.logical_and.reduce([people.isin(one.index) for one in noisy])]
    assert len(both) > 300
    for other in noisy[1:]:
        assert np.abs(noisy[0][both] - other[both]).max() < 0.11


def test_rows_of_amounts_do_not_show_the_one_who_earns() -> None:
    data = tables(400)
    wage = data.outcomes["outcome"] == "wage"
    data.outcomes.loc[wage, "value"] = 0.0
    data.outcomes.loc[wage & (data.outcomes["person"] == "p7"), "value"] = 123.0
    made = rows_of(data, plan(), Question(Kind.ROWS, ("level",), OUTCOMES, rounding=1), [], named("x"), 1)
    assert made.frame["wage_365"].isna().all()
    assert made.emptied == len(made.frame)
    assert set(made.frame["in_work_365"]) == {0, 1}


@pytest.mark.parametrize("noise", [0, 2])
def test_rows_of_do_not_tell_the_amount_of_everybody_in_a_class(noise: float) -> None:
    data = tables()
    levels = data.covariates[data.covariates["covariate"] == "level"]
    low = levels.loc[levels["value"] == "low", "person"]
    alike = (data.outcomes["outcome"] == "wage") & data.outcomes["person"].isin(low)
    data.outcomes.loc[alike, "value"] = np.linspace(19.6, 20.4, int(alike.sum()))
    made = rows_of(data, plan(), Question(Kind.ROWS, ("level",), OUTCOMES, rounding=1, noise=noise), [], named("x"), 1)
    is_low = made.frame["level"] == "low"
    assert made.frame.loc[is_low, "wage_365"].isna().all()
    assert made.frame.loc[~is_low, "wage_365"].notna().all()
    assert made.emptied == is_low.sum() > 0


def counted(many: int = MANY) -> pd.DataFrame:
    data = tables(many)
    wide = data.persons[["person"]].copy()
    for name in KNOWN:
        some = data.covariates[data.covariates["covariate"] == name]
        wide[name] = wide["person"].map(dict(zip(some["person"], some["value"], strict=True)))
    wide["treated"] = wide["person"].isin(data.exposures["person"]).map({True: "1", False: "0"})
    return wide


def test_table_of_hides_small_cells_and_what_gives_them_away() -> None:
    made = table_of(tables(), plan(), Question(Kind.TABLE, ("sector",), OUTCOMES, rounding=0.5), 1)
    cells = {(row.treated, row.sector): row.people for row in made.frame.itertuples()}
    true = counted().groupby(["treated", "sector"]).size()
    hidden = {key for key, people in cells.items() if np.isnan(people)}
    assert {key for key, many in true.items() if many < 10} <= hidden
    # Who knows how many are treated, or in a sector, cannot subtract: no line of the table has one hidden cell.
    for place in (0, 1):
        assert 1 not in Counter(key[place] for key in hidden).values()
    for key, people in cells.items():
        if key not in hidden:
            assert people % 5 == 0
            assert abs(people - true[key]) <= 2.5
    gone = made.frame[made.frame["people"].isna()]
    assert gone[["in_work_365", "wage_365"]].isna().all().all()


def test_table_of_shows_shares_and_means_of_groups_that_are_large_enough() -> None:
    made = table_of(tables(), plan(), Question(Kind.TABLE, ("level",), OUTCOMES, rounding=0.5), 1).frame
    data, who = tables(), counted()
    work = data.outcomes[data.outcomes["outcome"] == "in_work"].set_index("person")["value"]
    for row in made.itertuples():
        people = who[(who["treated"] == row.treated) & (who["level"] == row.level)]["person"]
        assert row.in_work_365 == pytest.approx(work[people].mean(), abs=0.005)


def test_table_of_takes_k_for_its_smallest_cell() -> None:
    made = table_of(tables(2000), plan(), Question(Kind.TABLE, ("sector",), OUTCOMES, k=100), 1)
    true = counted(2000).groupby(["treated", "sector"]).size()
    shown = made.frame[made.frame["people"].notna()]
    assert len(shown)
    assert all(true[row.treated, row.sector] >= 100 for row in shown.itertuples())
    assert made.smallest >= 100
    finer = table_of(tables(2000), plan(), Question(Kind.TABLE, ("sector",), OUTCOMES), 1).frame
    assert any(10 <= true[row.treated, row.sector] < 100 for row in finer[finer["people"].notna()].itertuples())
    assert not (finer["people"].isna() & made.frame["people"].notna()).any()


def test_table_of_noise_is_of_the_cell_and_not_of_the_question() -> None:
    asked = [Question(Kind.TABLE, ("level",), some, k, to, 40) for some, k, to in ((OUTCOMES, 10, 5), ((), 20, 1))]
    one, other = (table_of(tables(), plan(), question, 3).frame["people"] for question in asked)
    assert one.equals(other)
    plain = table_of(tables(), plan(), Question(Kind.TABLE, ("level",), OUTCOMES), 3).frame["people"]
    assert len(set(one - plain)) > 1


def test_is_by_others_of_the_same_outcome_only() -> None:
    earlier = [{"known": ["level", "sector"], "outcomes": [["wage", 365]]}]
    assert is_by_others(("level",), OUTCOMES, earlier)
    assert is_by_others((), OUTCOMES, earlier)
    assert not is_by_others(("sector", "level"), OUTCOMES, earlier)
    assert not is_by_others(("level",), OUTCOMES[:1], earlier)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question(Kind.ROWS, KNOWN, OUTCOMES, k=9), "k-too-small"),
        (Question(Kind.ROWS, KNOWN, OUTCOMES, rounding=0), "number-not-right"),
        (Question(Kind.ROWS, KNOWN, OUTCOMES, rounding=7), "number-not-right"),
        (Question(Kind.ROWS, KNOWN, OUTCOMES, rounding=float("nan")), "number-not-right"),
        (Question(Kind.ROWS, KNOWN, OUTCOMES, rounding=0.5), "rounding-too-fine"),
        (Question(Kind.ROWS, KNOWN, OUTCOMES[:1], rounding=0.5), ""),
        (Question(Kind.TABLE, (), OUTCOMES, rounding=0.5), ""),
        (Question(Kind.TABLE, (), OUTCOMES, rounding=0.1), "rounding-too-fine"),
        *(
            (Question(kind, (), ((outcome, 365),), rounding=to), code)
            for outcome, means, rows in (
                ("hours", (1, 0.5), (5, 1)),
                ("wage", (0.5, 0.1), (1, 0.5)),
                ("earnings", (50, 10), (100, 50)),
                ("satisfaction", (0.1, 0.01), (0.5, 0.1)),
                ("satisfaction_before", (0.1, 0.01), (0.5, 0.1)),
                ("absence", (1, 0.5), (5, 1)),
            )
            for kind, pair in ((Kind.TABLE, means), (Kind.ROWS, rows))
            for to, code in zip(pair, ("", "rounding-too-fine"), strict=True)
        ),
        (Question(Kind.ROWS, KNOWN, OUTCOMES, noise=-1), "number-not-right"),
        (Question(Kind.ROWS, KNOWN, OUTCOMES, noise=float("nan")), "number-not-right"),
        (Question(Kind.TABLE, KNOWN, OUTCOMES), "too-many-groups"),
        (Question(Kind.ROWS, ("age", "age"), OUTCOMES), "nothing-asked"),
        (Question(Kind.ROWS, (), ()), "nothing-asked"),
        (Question(Kind.ROWS, KNOWN, OUTCOMES), ""),
    ],
)
def test_question_says_what_is_wrong_with_it(question: Question, code: str) -> None:
    assert question.problem() == code


@pytest.fixture
def by() -> Actor:
    return researcher()


@pytest.fixture
def closed(by: Actor, settings: Settings, tmp_path: Path) -> tuple[Study, DataSet]:
    settings.DATA_DIR = tmp_path
    make_approach(by, "check")
    study = make_study(by, plan())
    return study, keep_tables(by=by, study=study.pk, tables=tables(), is_synthetic=True)


@pytest.fixture
def opened(closed: tuple[Study, DataSet]) -> tuple[Study, DataSet]:
    study, data = closed
    Study.objects.filter(pk=study.pk).update(registered=timezone.now(), opened=timezone.now())
    return study, data


ASKED = Question(Kind.ROWS, ("age", "level"), OUTCOMES, rounding=1)


@pytest.mark.django_db
def test_make_extract_keeps_file_digest_and_log(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    extract = make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED)
    content = fetch_extract(by=by, extract=extract.pk)
    assert content
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(lines) == extract.rows
    assert extract.rows + extract.left_out == MANY
    assert extract.smallest >= 10
    assert [one.kind for one in ExtractAct.objects.filter(study=study)] == ["fetched", "made"]
    assert (
        Entry.objects.filter(verb="made-extract").count() == Entry.objects.filter(verb="fetched-extract").count() == 1
    )
    assert b"Bakkerij" not in content
    assert b"p12" not in content


@pytest.mark.django_db
def test_make_extract_of_which_no_characteristic_is_left_says_so(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    make_extract(by=by, study=study.pk, data_set=data.pk, question=Question(Kind.ROWS, ("age",), OUTCOMES[:1]))
    with pytest.raises(ValidationError, match="Vraag dezelfde kenmerken als eerder, of alleen uitkomsten"):
        make_extract(
            by=by, study=study.pk, data_set=data.pk, question=Question(Kind.ROWS, ("sector", "level"), OUTCOMES[:1])
        )
    assert ExtractAct.objects.get(study=study, kind="refused").reason == "covariates-gone"
    outcomes_only = Question(Kind.ROWS, (), OUTCOMES[:1])
    assert make_extract(by=by, study=study.pk, data_set=data.pk, question=outcomes_only).rows


@pytest.mark.django_db
def test_page_tells_which_characteristics_of_an_extract_are_gone(
    client: Client, opened: tuple[Study, DataSet], by: Actor
) -> None:
    study, data = opened
    make_extract(by=by, study=study.pk, data_set=data.pk, question=Question(Kind.ROWS, ("sector",), OUTCOMES[:1]))
    asked = {
        "data_set": data.pk, "kind": "rows", "known": ["age", "level"], "outcomes": ["in_work 365"],
        "k": 10, "rounding": 5, "noise": 0,
    }  # fmt: skip
    page = sign_in(client, make_researcher(study.organisation))

    html = page.post(reverse("effect:extracts", args=[study.pk]), asked, follow=True).content.decode()

    assert "Van deze kenmerken bleef niets over, er staat overal een *: leeftijd." in html


@pytest.mark.django_db
def test_make_extract_of_a_plan_that_was_kept_before_rules_became_stricter(
    by: Actor, opened: tuple[Study, DataSet]
) -> None:
    study, data = opened
    last, mapping = study.plans.get(), as_mapping(replace(plan(), estimand=Estimand.ATE))
    study.plans.create(
        number=2, plan=mapping, digest=digest_of(mapping), before=last.digest,
        reason="Eerder.", was_registered=True, was_opened=True,
    )  # fmt: skip
    assert make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED).rows


@pytest.mark.django_db
def test_make_extract_twice_has_other_names(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    made = [make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED) for _ in range(2)]
    names = [{line.split(",")[0] for line in extract_file(one.pk).read_text().splitlines()[1:]} for one in made]
    assert made[0].rows == made[1].rows
    assert not names[0] & names[1]


@pytest.mark.django_db
def test_make_extract_that_is_refused_is_in_the_log(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    for known, code in ((("height",), "unknown-covariate"), (("age",) * 7, "too-many-groups")):
        with pytest.raises(ValidationError):
            make_extract(by=by, study=study.pk, data_set=data.pk, question=Question(Kind.ROWS, known, OUTCOMES))
        assert ExtractAct.objects.filter(study=study, kind="refused").first().reason == code  # type: ignore[union-attr]
    unplanned = Question(Kind.ROWS, ("age",), (("hours", 365),))
    with pytest.raises(ValidationError, match="plan"):
        make_extract(by=by, study=study.pk, data_set=data.pk, question=unplanned)
    assert Entry.objects.filter(verb="refused-extract").count() == 3
    assert not Extract.objects.exists()


@pytest.mark.django_db
def test_make_extract_tabulates_an_outcome_by_one_set_of_characteristics(
    by: Actor, opened: tuple[Study, DataSet]
) -> None:
    study, data = opened

    def ask(known: tuple[str, ...], outcomes: tuple[tuple[str, int], ...], kind: Kind = Kind.TABLE) -> Extract:
        return make_extract(by=by, study=study.pk, data_set=data.pk, question=Question(kind, known, outcomes))

    ask(("level", "sector"), OUTCOMES[1:])
    ask(("sector", "level"), OUTCOMES[1:])
    ask(("level",), OUTCOMES[:1])
    ask(("level",), (), Kind.TABLE)
    ask(("level",), OUTCOMES, Kind.ROWS)
    for known in (("level",), ("sector",), ()):
        with pytest.raises(ValidationError, match="andere kenmerken"):
            ask(known, OUTCOMES[1:])
        assert ExtractAct.objects.filter(study=study).first().reason == "tables-of-other-groups"  # type: ignore[union-attr]


@pytest.mark.django_db
def test_make_extract_again_with_other_k_has_the_same_noise(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    asked = [Question(Kind.TABLE, ("level",), (), k, to, 40) for k, to in ((10, 5), (11, 1))]
    made = [make_extract(by=by, study=study.pk, data_set=data.pk, question=one) for one in asked]
    assert made[0].digest == made[1].digest


@pytest.mark.django_db
def test_make_extract_before_outcomes_are_opened_is_refused(by: Actor, closed: tuple[Study, DataSet]) -> None:
    study, data = closed
    with pytest.raises(ValidationError, match="Open eerst"):
        make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED)
    assert ExtractAct.objects.filter(study=study, kind="refused").count() == 1


@pytest.mark.django_db
def test_make_extract_of_another_office_does_not_exist(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    extract = make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED)
    stranger = researcher()
    with pytest.raises(PermissionDenied):
        make_extract(by=stranger, study=study.pk, data_set=data.pk, question=ASKED)
    assert fetch_extract(by=stranger, extract=extract.pk) is None
    alone = Actor(**{**by.__dict__, "has_second_factor": False})
    assert fetch_extract(by=alone, extract=extract.pk) is None


@pytest.mark.django_db
def test_fetch_extract_of_a_study_that_was_withdrawn_is_refused(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    extract = make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED)
    Study.objects.filter(pk=study.pk).update(withdrawn=timezone.now())
    with pytest.raises(NotGiven, match="ingetrokken"):
        fetch_extract(by=by, extract=extract.pk)
    last = ExtractAct.objects.filter(study=study).first()
    assert last
    assert (last.kind, last.reason, last.extract_id) == ("refused", "withdrawn", extract.pk)
    assert Entry.objects.filter(verb="refused-extract").count() == 1
    assert not Entry.objects.filter(verb="fetched-extract").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(Kind))
def test_fetch_extract_after_somebody_withdrew_is_refused(
    by: Actor, opened: tuple[Study, DataSet], kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, data = opened
    Study.objects.filter(pk=study.pk).update(source=Source.PLATFORM)
    gone: dict[str, list[str]] = {"persons": [], "outcomes": []}

    def still(_study: Study, some: StudyTables) -> StudyTables:
        left = {
            name: frame[~frame["person"].isin(gone[name])] for name, frame in some.by_name().items() if name in gone
        }
        return replace(some, **left)

    monkeypatch.setattr(extracts, "without_withdrawn", still)
    # Who never let their outcomes be used is no reason to refuse.
    gone["outcomes"] = ["p3"]
    question = Question(kind, ("level",), OUTCOMES, rounding=1)
    extract = make_extract(by=by, study=study.pk, data_set=data.pk, question=question)
    assert fetch_extract(by=by, extract=extract.pk)
    for table in gone:
        before, gone[table] = gone[table], [*gone[table], "p5"]
        with pytest.raises(NotGiven, match="toestemming"):
            fetch_extract(by=by, extract=extract.pk)
        gone[table] = before
        assert ExtractAct.objects.filter(study=study).first().reason == "consent-withdrawn"  # type: ignore[union-attr]
    assert fetch_extract(by=by, extract=extract.pk)


@pytest.mark.django_db
def test_fetch_extract_that_was_changed_on_disk_gives_nothing(by: Actor, opened: tuple[Study, DataSet]) -> None:
    study, data = opened
    extract = make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED)
    with extract_file(extract.pk).open("a") as file:
        file.write("x")
    assert fetch_extract(by=by, extract=extract.pk) is None


@pytest.mark.django_db
def test_erase_studies_takes_the_files_of_extracts(
    by: Actor, opened: tuple[Study, DataSet], django_capture_on_commit_callbacks: Any
) -> None:
    study, data = opened
    extract = make_extract(by=by, study=study.pk, data_set=data.pk, question=ASKED)
    folder = extract_file(extract.pk).parent
    assert len(list(folder.iterdir())) == 2
    with django_capture_on_commit_callbacks(execute=True):
        erase_studies(by=SYSTEM, organisation=study.organisation_id)
    assert list(folder.iterdir()) == []
