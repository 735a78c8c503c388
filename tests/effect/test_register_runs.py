"""Runs: in steps, stopped and taken up again, fed only with what was kept, and never without saying what came of it."""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from types import ModuleType

import pandas as pd
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from tests.effect.factories import make_data, make_opened, make_study, make_tables, researcher
from wending.effect.actions import runs as acts
from wending.effect.actions.data_sets import folder_of, keep_tables
from wending.effect.actions.register import publish_answer
from wending.effect.models import Run
from wending.effect.queries.answers_so_far import counted_words
from wending.effect.queries.studies import study_shown
from wending.effect.queries.words import finding_words
from wending.effect.rules.answer import Answer, Judgement, Made, OutcomeAnswer, answer_from, as_json
from wending.effect.rules.plan import Plan
from wending.effect.rules.study import RunState
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.tables import TablesChanged, read_tables, write_tables
from wending.effect.tasks import analyse_studies
from wending.engine.estimation.check import EVERY, Check, State
from wending.engine.estimation.terms import Estimand, Estimate, Finding, NotAnswerable

pytestmark = pytest.mark.django_db
STEPS = ("flow", "estimate", "checks")


class Stopped(Exception):
    """As the analysis says when it was told to stop."""


def answer_of(plan: Plan, value: float | None = 0.08) -> Answer:
    checks = tuple(Check(code, State.CANNOT, reason="stand-in") for code in EVERY)
    estimates = (Estimate("weighting", Estimand.ATT, value, 0.02, 200, 400),) if value is not None else ()
    findings = () if value is not None else (Finding("outcome-unknown"),)
    outcome = OutcomeAnswer(plan.primary, estimates, checks, Judgement("suggestive"), findings=findings)
    made = Made("2026-01-01T00:00:00+00:00", "0", {}, {}, "", 1, True)
    return Answer(plan, made, (("population", 4),), (outcome,))


class StandIn:
    """An analysis in three steps that keeps each in its folder, and counts how often it did one."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self.before = {}
        self.result = lambda plan: answer_of(plan)

    def analyse(self, plan: Plan, tables: StudyTables, *, work, proceed, is_synthetic) -> Answer:
        for number, step in enumerate(STEPS):
            if not proceed(step, number / len(STEPS)):
                raise Stopped(step)
            self.before.pop(step, lambda: None)()
            kept = work / step
            if not kept.exists():
                self.did.append(step)
                kept.write_text("done")
        return self.result(plan)


@pytest.fixture
def analysis(monkeypatch):
    stand_in = StandIn()
    module = ModuleType("wending.effect.rules.analysis")
    module.analyse = stand_in.analyse
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return stand_in


@pytest.fixture
def noor():
    return researcher()


@pytest.fixture
def run(noor):
    study, data = make_opened(noor)
    return acts.ask_run(by=noor, study=study.pk, data_set=data.pk)


def again(run):
    run.refresh_from_db()
    return run


def codes(run):
    return [one["code"] for one in again(run).findings]


def test_analyse_next_keeps_the_answer_and_clears_its_work(run, analysis):
    assert analyse_studies() == "analysed a study: done"
    assert analyse_studies() == ""
    again(run)
    assert (run.state, run.share, run.step) == ("done", 1.0, "checks")
    assert run.finished >= run.heard >= run.made
    kept = answer_from(run.answer)
    assert kept.primary.estimates[0].value == 0.08
    assert json.loads(json.dumps(as_json(kept))) == run.answer
    assert not acts.work_of(run.pk).exists()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("waiting", "wacht op haar beurt. Je hoeft nu niets te doen."),
        ("running", "De berekening is bezig."),
        ("stopped", "Ga ermee door, of vraag een nieuwe aan."),
        ("failed", "Lees waarom, en probeer het opnieuw."),
        ("done", "Maak het antwoord openbaar"),
    ],
)
def test_study_says_what_comes_next_while_a_run_was_asked(run, noor, state, words):
    Run.objects.filter(pk=run.pk).update(state=state)

    assert words in study_shown(noor, run.study_id, "nl").next


def test_answer_without_an_estimate_is_unanswerable_and_says_why(run, analysis):
    analysis.result = lambda plan: answer_of(plan, None)
    analyse_studies()
    assert again(run).state == "unanswerable"
    assert codes(run) == ["outcome-unknown"]
    assert run.answer is not None


def test_data_that_cannot_carry_an_answer_are_findings_and_no_number(run, analysis):
    def refuse(plan):
        raise NotAnswerable((Finding("too-few-treated", (2, 10)),))

    analysis.result = refuse
    analyse_studies()
    assert again(run).state == "unanswerable"
    assert run.findings == [{"code": "too-few-treated", "about": [2, 10], "is_grave": True}]
    assert run.answer is None


@pytest.mark.parametrize("broken", [float("nan"), float("inf")])
def test_figure_that_is_no_number_is_never_kept(run, analysis, broken):
    analysis.result = lambda plan: answer_of(plan, broken)
    analyse_studies()
    assert again(run).state == "failed"
    assert codes(run) == ["analysis-broke"]
    assert run.answer is None


def test_stopped_run_keeps_its_work_and_goes_on_where_it_was(run, analysis, noor):
    analysis.before["estimate"] = lambda: acts.stop_run(by=noor, run=run.pk)
    assert analyse_studies() == ""
    assert again(run).state == "stopped"
    assert (run.step, run.answer) == ("estimate", None)
    assert analyse_studies() == ""
    assert acts.restart_run(by=noor, run=run.pk)
    assert analyse_studies() == "analysed a study: done"
    assert analysis.did == list(STEPS)


def test_stopped_run_keeps_nothing_of_an_answer_that_came_too_late(run, analysis, noor):
    analysis.before["checks"] = lambda: acts.stop_run(by=noor, run=run.pk)
    assert analyse_studies() == ""
    assert again(run).state == "stopped"
    assert run.answer is None


def test_run_of_a_worker_that_died_is_taken_up_by_another(run, analysis):
    class Killed(BaseException):
        pass

    def die():
        raise Killed

    analysis.before["checks"] = die
    with pytest.raises(Killed):
        analyse_studies()
    assert again(run).state == "running"
    assert analyse_studies() == ""  # it may be busy still
    Run.objects.filter(pk=run.pk).update(heard=timezone.now() - acts.LOST - timedelta(seconds=1))
    assert analyse_studies() == "analysed a study: done"
    assert analysis.did == list(STEPS)


def test_worker_that_lost_its_turn_saves_nothing_over_the_other(run, analysis):
    def overtaken():
        Run.objects.filter(pk=run.pk).update(heard=timezone.now() - acts.LOST - timedelta(seconds=1))
        assert acts.analyse_run(run.pk) is RunState.DONE

    analysis.before["estimate"] = overtaken
    assert acts.analyse_run(run.pk) is None
    assert again(run).state == "done"


def test_error_of_the_analysis_is_told_and_is_not_tried_for_ever(run, analysis, noor):
    def broken():
        raise ZeroDivisionError

    analysis.before["estimate"] = broken
    assert analyse_studies() == "analysed a study: failed"
    assert again(run).findings[0] == {"code": "analysis-broke", "about": ["estimate"], "is_grave": True}
    assert analyse_studies() == ""
    assert acts.restart_run(by=noor, run=run.pk)
    assert analyse_studies() == "analysed a study: done"


def test_run_refuses_files_that_were_changed(run, analysis):
    make_tables(6).outcomes.to_parquet(folder_of(run.data_set_id) / "outcomes.parquet")
    analyse_studies()
    assert again(run).findings[0]["code"] == "tables-changed"
    assert run.findings[0]["about"] == ["outcomes"]
    assert analysis.did == []


def test_run_refuses_other_people_than_those_who_were_frozen(run, analysis, noor):
    acts.stop_run(by=noor, run=run.pk)
    more = make_data(noor, run.study, people=6)
    other = acts.ask_run(by=noor, study=run.study_id, data_set=more.pk)
    analyse_studies()
    assert again(other).findings[0] == {"code": "another-population", "about": [6, 4], "is_grave": True}
    # The same people with later outcomes are welcome.
    same = keep_tables(by=noor, study=run.study_id, tables=make_tables(4), is_synthetic=True)
    later = acts.ask_run(by=noor, study=run.study_id, data_set=same.pk)
    analyse_studies()
    assert again(later).state == "done"


def test_ask_run_only_once_outcomes_are_open_and_one_at_a_time(run, noor):
    study = make_study(noor)
    data = make_data(noor, study)
    with pytest.raises(ValidationError, match="uitkomsten"):
        acts.ask_run(by=noor, study=study.pk, data_set=data.pk)
    with pytest.raises(ValidationError, match="al een berekening"):
        acts.ask_run(by=noor, study=run.study_id, data_set=run.data_set_id)
    acts.stop_run(by=noor, run=run.pk)
    with pytest.raises(ValidationError, match="gegevens van deze studie"):
        acts.ask_run(by=noor, study=run.study_id, data_set=data.pk)


def test_nobody_else_asks_stops_or_restarts_a_run(run, noor):
    other = researcher()
    with pytest.raises(PermissionDenied):
        acts.ask_run(by=other, study=run.study_id, data_set=run.data_set_id)
    assert not acts.stop_run(by=other, run=run.pk)
    acts.stop_run(by=noor, run=run.pk)
    assert not acts.restart_run(by=other, run=run.pk)
    assert again(run).state == "stopped"


def test_tables_come_back_as_they_were_kept(tmp_path):
    tables = make_tables()
    digests = write_tables(tmp_path / "a", tables)
    back = read_tables(tmp_path / "a", digests)
    assert list(back.covariates["value"]) == [*[30.5] * 4, *["3.5"] * 4]
    assert back.outcomes["on"].isna().all()
    assert {name: list(frame.columns) for name, frame in back.by_name().items()} == {
        name: list(frame.columns) for name, frame in tables.by_name().items()
    }
    with pytest.raises(FileExistsError):
        write_tables(tmp_path / "a", tables)
    (tmp_path / "a" / "spells.parquet").unlink()
    (tmp_path / "a" / "extra.parquet").write_bytes(b"x")
    with pytest.raises(TablesChanged) as changed:
        read_tables(tmp_path / "a", digests)
    assert changed.value.tables == ("extra", "spells")


@pytest.mark.parametrize("table", ["covariates", "exposures", "persons", "periods.first", "organisations"])
def test_run_refuses_other_covariates_or_exposures_than_were_frozen(run, analysis, noor, table):
    acts.stop_run(by=noor, run=run.pk)
    tables = make_tables(4)
    got = {"person": ["p0"], "approach": ["check"], "accepted_on": [pd.Timestamp("2025-01-02")]}
    other = {
        "covariates": tables.covariates.assign(value=[31.5, *tables.covariates["value"][1:]]),
        "exposures": tables.exposures.reindex([0]).assign(**got),
        "persons": tables.persons.assign(organisation=["o1", None, None, None]),
        "periods.first": pd.DataFrame(
            {"unit": ["p0"], "period": [1], "outcome": ["wage"], "value": [20.0], "first": [2]}
        ),
        "organisations": pd.DataFrame({"organisation": ["o1"], "sector": ["health"]}),
    }
    swapped = replace(tables, **{table.partition(".")[0]: other[table]})
    data = keep_tables(by=noor, study=run.study_id, tables=swapped, is_synthetic=True)
    swapped_run = acts.ask_run(by=noor, study=run.study_id, data_set=data.pk)
    analyse_studies()
    assert again(swapped_run).findings == [{"code": "not-the-frozen-data", "about": [table], "is_grave": True}]
    assert analysis.did == []
    assert table in finding_words(Finding("not-the-frozen-data", (table,)))
    with translation.override("en"):
        assert "Only outcomes may change" in finding_words(Finding("not-the-frozen-data", (table,)))


def test_run_takes_later_outcomes_and_the_same_rows_in_another_order(run, analysis, noor):
    acts.stop_run(by=noor, run=run.pk)
    tables = make_tables(4)
    later = replace(
        tables,
        covariates=tables.covariates.iloc[::-1].reset_index(drop=True),
        outcomes=tables.outcomes.assign(value=1.0),
    )
    data = keep_tables(by=noor, study=run.study_id, tables=later, is_synthetic=True)
    assert data.digests["covariates"] != run.data_set.digests["covariates"]
    after = acts.ask_run(by=noor, study=run.study_id, data_set=data.pk)
    analyse_studies()
    assert again(after).state == "done"


def test_everybody_reads_which_of_all_runs_an_answer_is(run, analysis, noor, client):
    acts.stop_run(by=noor, run=run.pk)
    more = keep_tables(by=noor, study=run.study_id, tables=make_tables(4), is_synthetic=True)
    second = acts.ask_run(by=noor, study=run.study_id, data_set=more.pk)
    analyse_studies()
    publish_answer(by=noor, study=run.study_id, run=second.pk)
    acts.ask_run(by=noor, study=run.study_id, data_set=more.pk)
    slug = run.study.slug
    page = client.get(reverse("effect:yield", args=[slug])).content.decode()
    told = "Dit is berekening 2 van 3 sinds de uitkomsten open zijn."
    # On the page itself, and in the report with what it was made with.
    assert page.count(told) == 2
    register = client.get(reverse("effect:registered", args=[slug])).content.decode()
    assert told in register
    assert "Nieuwe gegevens sinds de uitkomsten open zijn: 1 keer." in register
    with translation.override("en"):
        assert counted_words(second.study, second)[0].startswith("This is calculation 2 of 3")
