"""Who withdrew goes out of the files of studies, whole or not at all, also when the work is killed half-way."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_person, sign_in
from tests.effect.factories import researcher
from tests.effect.follow_factories import consent, make_asked, token_of
from wending.accounts.actions.consent import withdraw_consent
from wending.accounts.actions.erase import erase_me
from wending.accounts.models import Consent, Person
from wending.accounts.queries.looks import looks_at
from wending.accounts.rules.consent import RENEWABLE, Part
from wending.effect.actions import take_out
from wending.effect.actions.data_sets import folder_of
from wending.effect.actions.extracts import NotGiven, extract_file, fetch_extract, make_extract, released_file
from wending.effect.actions.follow_up_answers import answer_questions, take_back
from wending.effect.actions.follow_up_round import ask_all
from wending.effect.actions.gather import gather
from wending.effect.actions.register import open_outcomes
from wending.effect.actions.runs import analyse_run, ask_run
from wending.effect.actions.take_out import take_out_withdrawn
from wending.effect.models import DataSet, Study, TakenOut
from wending.effect.queries.history import taken_out_words
from wending.effect.queries.pseudonyms import name_in_study
from wending.effect.rules.extract import Kind, Question
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.counts import counts_of
from wending.effect.sources.tables import TablesChanged, digests_of, read_tables
from wending.ledger.rules.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


Round = Callable[[], str]


@pytest.fixture
def take(django_capture_on_commit_callbacks: Any) -> Round:
    """Return the round as it goes: files are removed when its transaction is kept."""

    def round_of_it() -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return take_out_withdrawn()

    return round_of_it


@pytest.fixture
def by() -> Actor:
    return researcher()


def tables_of(data: DataSet) -> StudyTables:
    data.refresh_from_db()
    return read_tables(folder_of(data.pk), data.digests)


def traces(folder: Path, name: str) -> list[Path]:
    """Return the files in which somebody still stands, whatever they are called."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and (
            name.encode() in path.read_bytes() or (path.suffix == ".parquet" and name in pd.read_parquet(path).to_csv())
        )
    ]


def withdraw(person: Person, part: Part | None = None) -> None:
    for row in Consent.objects.filter(person=person, withdrawn=None, **({"part": part} if part else {})):
        withdraw_consent(by=actor(person), consent=row.pk)


def frozen(by: Actor, treated: int = 2, compared: int = 2) -> tuple[Study, DataSet, list[Person]]:
    study, _wave, some, others = make_asked(by, treated, compared)
    return study, study.data_sets.get(), [*some, *others]


def test_who_withdrew_is_in_no_file_any_more_and_others_are(by: Actor, settings: Settings, take: Round) -> None:
    study, data, (gone, *rest) = frozen(by)
    name = name_in_study(study.pk)
    before = tables_of(data)
    assert traces(settings.DATA_DIR, name(gone.pk))
    withdraw(gone)
    assert take() == "taken out of studies: 1"
    assert traces(settings.DATA_DIR, name(gone.pk)) == []
    after = tables_of(data)
    for table, frame in before.by_name().items():
        left = frame[frame["person"] != name(gone.pk)].reset_index(drop=True) if "person" in frame else frame
        pd.testing.assert_frame_equal(after.by_name()[table], left, check_dtype=False)
    assert set(after.persons["person"]) == {name(one.pk) for one in rest}
    assert data.rows == {table: len(frame) for table, frame in after.by_name().items()}
    assert counts_of(folder_of(data.pk), data.digests).approaches == (("check", 1),)
    # Again does nothing.
    digests = data.digests
    assert take() == ""
    data.refresh_from_db()
    assert data.digests == digests
    assert [row.people for row in TakenOut.objects.all()] == [1]


def test_who_was_erased_is_in_no_file_any_more(by: Actor, settings: Settings, take: Round) -> None:
    study, _data, (gone, *_rest) = frozen(by)
    name = name_in_study(study.pk)(gone.pk)
    erase_me(by=actor(gone))
    assert take()
    assert traces(settings.DATA_DIR, name) == []


def test_only_the_part_that_was_withdrawn_goes(by: Actor, take: Round) -> None:
    study, data, (person, other, *_rest) = frozen(by)
    name = name_in_study(study.pk)
    withdraw(person, Part.PROFILE)
    assert take() == ""
    before = tables_of(data)
    answers = before.covariates.assign(covariate="education_level")
    # A row of the part that goes, for both of them.
    data.digests = take_out.write_beside(
        folder_of(data.pk),
        StudyTables(**{**before.by_name(), "covariates": pd.concat([before.covariates, answers], ignore_index=True)}),
    )
    data.save()
    assert take() == "taken out of studies: 1"
    after = tables_of(data).covariates
    assert set(after[after["covariate"] == "education_level"]["person"]) >= {name(other.pk)}
    assert name(person.pk) not in set(after[after["covariate"] == "education_level"]["person"])
    assert name(person.pk) in set(after[after["covariate"] == "jobs"]["person"])


def test_answers_that_were_taken_back_go_and_the_rest_stays(by: Actor, take: Round) -> None:
    study, wave, (one, other), _ = make_asked(by, 2, 0)
    ask_all()
    for person, told in ((one, "yes"), (other, "no")):
        answer_questions(token=token_of(person), answers={"in_work": told})
    with patch("wending.effect.actions.gather.all_approaches", lambda: {"guidance-second": ""}):
        data = gather(by=by, study=study.pk, means={"guidance-second": "check"})
    name = name_in_study(study.pk)
    rows = tables_of(data).outcomes
    assert set(rows[rows["observed"].astype(bool)]["person"]) == {name(one.pk), name(other.pk)}
    take_back(token=token_of(one))
    assert take() == "taken out of studies: 1"
    after = tables_of(data)
    assert name(one.pk) not in set(after.outcomes[after.outcomes["observed"].astype(bool)]["person"])
    assert name(other.pk) in set(after.outcomes["person"])
    assert name(one.pk) in set(after.persons["person"])
    assert wave.outcomes == ["in_work", "wage"]


def test_what_ran_out_stays_unused_till_it_can_no_longer_be_renewed(by: Actor, take: Round) -> None:
    study, data, (late, *_rest) = frozen(by)
    name = name_in_study(study.pk)(late.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    Consent.objects.filter(person=late).update(until=yesterday)
    assert take() == ""
    assert name in set(tables_of(data).persons["person"])
    consent(late, by)
    # Who renews and then stops is out at once: what ran out before gives nothing.
    withdraw(late)
    assert take() == "taken out of studies: 1"
    other = _rest[0]
    Consent.objects.filter(person=other).update(until=timezone.localdate() - RENEWABLE - timedelta(days=1))
    assert take() == "taken out of studies: 1"
    assert name_in_study(study.pk)(other.pk) not in set(tables_of(data).persons["person"])


def test_run_on_data_without_who_withdrew_is_still_of_the_frozen_people(
    by: Actor, monkeypatch: pytest.MonkeyPatch, take: Round
) -> None:
    study, data, (gone, *rest) = frozen(by)
    open_outcomes(by=by, study=study.pk)
    withdraw(gone)
    take()
    seen: list[set[str]] = []

    def analyse(_plan: object, tables: StudyTables, **_more: object) -> None:
        seen.append(set(tables.persons["person"]))
        raise RuntimeError("only looking")

    monkeypatch.setitem(__import__("sys").modules, "wending.effect.rules.analysis", type("M", (), {"analyse": analyse}))
    analyse_run(ask_run(by=by, study=study.pk, data_set=data.pk).pk)
    assert seen == [{name_in_study(study.pk)(one.pk) for one in rest}]


def test_death_before_the_digests_are_kept_leaves_the_old_files(by: Actor, settings: Settings, take: Round) -> None:
    study, data, (gone, *_rest) = frozen(by)
    name = name_in_study(study.pk)(gone.pk)
    before = tables_of(data)
    withdraw(gone)
    with patch.object(take_out, "_tell", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        take()
    pd.testing.assert_frame_equal(tables_of(data).persons, before.persons)
    assert take() == "taken out of studies: 1"
    assert traces(settings.DATA_DIR, name) == []
    assert [path.name for path in folder_of(data.pk).iterdir() if path.is_dir()] != []


def test_death_after_the_digests_are_kept_is_finished_the_next_time(by: Actor, settings: Settings, take: Round) -> None:
    study, data, (gone, *_rest) = frozen(by)
    name = name_in_study(study.pk)(gone.pk)
    withdraw(gone)
    with patch.object(take_out, "remove_all_but", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        take()
    # What is read is without them already; the old files still lie there.
    assert name not in set(tables_of(data).persons["person"])
    assert traces(settings.DATA_DIR, name)
    assert take() == ""
    assert traces(settings.DATA_DIR, name) == []
    assert tables_of(data).persons["person"].size == 3


def test_draft_that_was_cut_off_is_never_read(by: Actor, take: Round) -> None:
    _study, data, (gone, *_rest) = frozen(by)
    withdraw(gone)
    with patch("pathlib.Path.rename", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        take()
    assert tables_of(data).persons["person"].size == 4
    take()
    assert not list(folder_of(data.pk).glob("draft-*"))


def test_files_that_were_changed_are_left_and_other_studies_go_on(
    by: Actor, caplog: pytest.LogCaptureFixture, take: Round
) -> None:
    _study, data, (gone, *_rest) = frozen(by)
    other_by = researcher()
    with override("nl"):
        other, other_data, (also, *_) = _another(other_by)
    withdraw(gone)
    withdraw(also)
    path = folder_of(data.pk) / "persons.parquet"
    path.write_bytes(path.read_bytes() + b"x")
    assert take() == "taken out of studies: 1"
    assert "TablesChanged" in caplog.text
    assert name_in_study(other.pk)(also.pk) not in set(tables_of(other_data).persons["person"])
    with pytest.raises(TablesChanged):
        tables_of(data)


def _another(by: Actor) -> tuple[Study, DataSet, list[Person]]:
    from tests.effect.follow_factories import make_followed, make_gathered

    study = make_followed(by, "check-2")
    people = [make_person("Ook"), make_person("Nog")]
    for one in people:
        consent(one, by)
    return study, make_gathered(by, study, people[:1], people[1:]), people


def test_without_the_key_nothing_is_taken_out_and_the_log_says_so(
    by: Actor, settings: Settings, caplog: pytest.LogCaptureFixture, take: Round
) -> None:
    _study, data, (gone, *_rest) = frozen(by)
    withdraw(gone)
    key, settings.RESEARCH_KEY = settings.RESEARCH_KEY, ""
    assert take() == ""
    assert "NoResearchKey" in caplog.text
    settings.RESEARCH_KEY = key
    assert tables_of(data).persons["person"].size == 4


def test_extract_with_somebody_who_withdrew_goes_too(by: Actor, settings: Settings, take: Round) -> None:
    study, data, people = frozen(by, 30, 30)
    open_outcomes(by=by, study=study.pk)
    extract = make_extract(
        by=by, study=study.pk, data_set=data.pk, question=Question(Kind.ROWS, ("jobs",), (), rounding=1)
    )
    assert fetch_extract(by=by, extract=extract.pk)
    name = name_in_study(study.pk)
    withdraw(people[0])
    take()
    assert not extract_file(extract.pk).exists()
    assert traces(settings.DATA_DIR, name(people[0].pk)) == []
    # What it released of others is kept, to hold the next one against.
    assert name(people[1].pk) in set(pd.read_parquet(released_file(extract.pk))["person"])
    with pytest.raises(NotGiven, match="toestemming"):
        fetch_extract(by=by, extract=extract.pk)


def test_register_says_in_tens_how_many_and_the_person_reads_it(by: Actor, client: Client, take: Round) -> None:
    study, _data, (gone, *_rest) = frozen(by)
    assert taken_out_words(study) == ""
    withdraw(gone)
    take()
    page = Client().get(reverse("effect:registered", args=[study.slug])).content.decode()
    assert "van minder dan 10 mensen" in page
    TakenOut.objects.create(study=study, people=13)
    assert "van 10 of meer mensen" in taken_out_words(study)
    line = next(iter(looks_at(actor(gone), "all", "1")))
    assert line.what == "haalde je gegevens weg uit onderzoek: Wat levert de loopbaancheck op?"
    assert sign_in(client, gone).get(reverse("accounts:consents")).status_code == 200


def test_page_about_consent_says_what_happens_to_research(by: Actor, client: Client) -> None:
    _study, _data, (person, *_rest) = frozen(by)
    said = f"Verleng je niet binnen {RENEWABLE.days} dagen, dan halen we ze ook weg."
    for page in ("accounts:consents", "accounts:consent_give"):
        html = sign_in(client, person).get(reverse(page)).content.decode()
        assert said in html
        assert "Binnen een dag halen we ze uit alle bestanden van de studies." in html
    assert said not in sign_in(Client(), make_person()).get(reverse("accounts:consents")).content.decode()


def test_take_out_waits_for_who_gathers_or_freezes(by: Actor) -> None:
    """One transaction over rows, digests and lines in the ledger: none of them without the others."""
    study, data, (gone, *_rest) = frozen(by)
    withdraw(gone)
    with transaction.atomic():
        take_out_withdrawn()
        transaction.set_rollback(True)
    assert tables_of(data).persons["person"].size == 4
    assert digests_of(folder_of(data.pk)) == data.digests
    assert not TakenOut.objects.filter(study=study).exists()
