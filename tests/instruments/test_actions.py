"""Sittings and editions: kept where they belong, taken over at sign-in, and seen by their owner alone."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.instruments.world import FILES, drawn, files
from wending.accounts.models import Consent, Person
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.instruments.actions import sittings as actions
from wending.instruments.actions.editions import add_instrument
from wending.instruments.actions.reliability import compute_reliability
from wending.instruments.actions.show_results import show_results
from wending.instruments.models import Edition, Measure
from wending.instruments.models import Sitting as Row
from wending.instruments.queries.library import instrument, instruments, own
from wending.instruments.queries.measures import item_numbers, standard_errors
from wending.instruments.queries.scores import scores_in
from wending.instruments.queries.sittings import finished, open_sitting, session_sittings, sittings
from wending.instruments.rules.adaptive import numbers_of
from wending.instruments.rules.response import assumed
from wending.instruments.rules.sitting import FULL, SHORT, Sitting
from wending.instruments.sources.questionnaire.parse import Refused
from wending.ledger.models import Entry
from wending.ledger.rules.actor import SYSTEM, VISITOR, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> SessionStore:
    """A session of a visitor."""
    return SessionStore()


def fill_in(by: Actor, session: SessionStore, key: str, level: int = 3, form: str = FULL) -> Sitting:
    """Fill in a whole questionnaire with one answer, and finish it."""
    one = instrument(key)
    assert one is not None
    sitting = actions.begin(by=by, session=session, instrument=one, form=form, lang="nl")
    given = {item.id: one.options_of(item)[level].value for item in one.items}
    sitting = actions.answer(by=by, session=session, sitting=sitting, given=given)
    return actions.finish(by=by, session=session, sitting=sitting)


def test_a_visitor_fills_in_within_the_session_alone(session: SessionStore) -> None:
    done = fill_in(VISITOR, session, "values", level=4)
    assert session_sittings(session) == [done]
    assert set(done.scores().values()) == {100.0}
    assert not Row.objects.exists()
    assert not Entry.objects.exists()


def test_a_person_fills_in_within_the_table_and_it_is_encrypted(session: SessionStore) -> None:
    person = make_person()
    done = fill_in(actor(person), session, "values", level=0)
    assert not session_sittings(session)
    assert sittings(actor(person), session) == [done]
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, results FROM instruments_sitting")
        raw = str(cursor.fetchone())
    assert "achievement" in str(Row.objects.get().answers)
    assert "achievement" not in raw
    entry = Entry.objects.get()
    assert (entry.verb, entry.chain) == ("finished-questionnaire", str(person.ledger_key))
    # The files stay, so that the sitting is explained when we change ours.
    assert Edition.objects.get().version == own("values").version


def test_nobody_sees_or_removes_the_sitting_of_another(session: SessionStore) -> None:
    mine, other = make_person("Mine"), make_person("Other")
    done = fill_in(actor(mine), session, "energy")
    assert sittings(actor(other), session) == []
    assert sittings(VISITOR, session) == []
    actions.remove(by=actor(other), session=session, sitting=done.id)
    assert Row.objects.count() == 1
    actions.remove(by=actor(mine), session=session, sitting="no-such-thing")
    assert Row.objects.count() == 1
    actions.remove(by=actor(mine), session=session, sitting=done.id)
    assert not Row.objects.exists()


def test_beginning_again_replaces_only_what_was_not_finished(session: SessionStore) -> None:
    person = actor(make_person())
    fill_in(person, session, "interests")
    first = actions.begin(by=person, session=session, instrument=own("interests"), form=SHORT, lang="nl")
    second = actions.begin(by=person, session=session, instrument=own("interests"), form=FULL, lang="nl")
    assert open_sitting(person, session, "interests") == second
    assert first.id not in {one.id for one in sittings(person, session)}
    assert len(finished(person, session, "interests")) == 1


def test_two_windows_that_save_at_once_are_both_kept(session: SessionStore) -> None:
    for by in (VISITOR, actor(make_person())):
        stale = actions.begin(by=by, session=session, instrument=own("energy"), form=FULL, lang="nl")
        actions.answer(by=by, session=session, sitting=stale, given={"tasks-1": 1})
        actions.answer(by=by, session=session, sitting=stale, given={"tasks-2": 5})
        kept = open_sitting(by, session, "energy")
        assert kept
        assert kept.answers == {"tasks-1": 1, "tasks-2": 5}


def test_the_short_form_is_only_where_there_is_one(session: SessionStore) -> None:
    assert actions.begin(by=VISITOR, session=session, instrument=own("values"), form=SHORT, lang="nl").form == FULL
    assert actions.begin(by=VISITOR, session=session, instrument=own("interests"), form=SHORT, lang="nl").form == SHORT


def test_a_session_holds_a_limited_number(session: SessionStore) -> None:
    for _time in range(actions.MOST_IN_SESSION + 3):
        last = fill_in(VISITOR, session, "energy")
    assert len(session_sittings(session)) == actions.MOST_IN_SESSION
    assert session_sittings(session)[-1] == last


def test_signing_in_takes_over_what_was_filled_in_before(client: Client) -> None:
    session = client.session
    before = fill_in(VISITOR, session, "interests", level=4)
    actions.begin(by=VISITOR, session=session, instrument=own("energy"), form=FULL, lang="nl")
    session.save()
    client.cookies["sessionid"] = session.session_key
    person = make_person()
    sign_in(client, person)
    kept = sittings(actor(person), client.session)
    assert [(one.instrument, bool(one.finished)) for one in kept] == [("interests", True), ("energy", False)]
    assert kept[0].results == before.results
    assert not session_sittings(client.session)
    assert Entry.objects.get().verb == "kept-questionnaires"


def test_an_unfinished_one_gives_way_to_that_of_the_account(session: SessionStore) -> None:
    person = actor(make_person())
    mine = actions.begin(by=person, session=session, instrument=own("energy"), form=FULL, lang="nl")
    actions.begin(by=VISITOR, session=session, instrument=own("energy"), form=FULL, lang="nl")
    assert actions.keep_sittings(by=person, session=session) == 0
    assert sittings(person, session) == [mine]


def test_scores_in_gives_the_newest_of_who_holds_the_session(client: Client, session: SessionStore) -> None:
    assert "interests" not in scores_in(session)
    fill_in(VISITOR, session, "values", level=1)
    assert "interests" not in scores_in(session)
    assert scores_in(session)["values"] == (0.25,) * 6
    fill_in(VISITOR, session, "values", level=3)
    assert scores_in(session)["values"] == (0.75,) * 6
    person = make_person()
    sign_in(client, person)
    assert "values" not in scores_in(client.session)
    fill_in(actor(person), client.session, "values", level=4)
    assert scores_in(client.session)["values"] == (1.0,) * 6
    Person.objects.update(is_active=False)
    assert "values" not in scores_in(client.session)


def test_a_sitting_with_a_scale_unknown_feeds_nothing(session: SessionStore) -> None:
    sitting = actions.begin(by=VISITOR, session=session, instrument=own("values"), form=FULL, lang="nl")
    sitting = actions.answer(by=VISITOR, session=session, sitting=sitting, given={"support-1": 4})
    actions.finish(by=VISITOR, session=session, sitting=sitting)
    assert "values" not in scores_in(session)


def test_results_are_shown_only_by_consent_and_the_look_is_in_the_ledger(session: SessionStore) -> None:
    person, member = make_person(), make_member(Role.PROFESSIONAL)
    fill_in(actor(person), session, "values")
    with pytest.raises(PermissionDenied):
        show_results(by=actor(member), person=person.pk)
    until = timezone.localdate() + timedelta(days=9)
    consent = {"person": person, "purpose": Purpose.GUIDANCE, "to_organisation": member.organisation, "until": until}
    Consent.objects.create(part=Part.PLAN, **consent)
    with pytest.raises(PermissionDenied):
        show_results(by=actor(member), person=person.pk)
    Consent.objects.create(part=Part.RESULTS, **consent)
    (shown,) = show_results(by=actor(member), person=person.pk)
    assert shown.scores()
    assert shown.answers == {}
    assert Entry.objects.filter(verb="looked", thing="results", chain=str(person.ledger_key)).count() == 1


def test_add_instrument_brings_it_in_use_whole_or_not_at_all() -> None:
    planned = add_instrument(by=SYSTEM, files=files(), plan_only=True)
    assert planned.is_new
    assert not Edition.objects.exists()
    add_instrument(by=SYSTEM, files=files())
    assert not add_instrument(by=SYSTEM, files=files()).is_new
    assert [one.id for one in instruments()][-1] == "mood-of-work"
    broken = files(items_csv=FILES["items.csv"].replace("calm-1,calm", "calm-1,peace"))
    with pytest.raises(Refused):
        add_instrument(by=SYSTEM, files=broken)
    assert Edition.objects.count() == 1
    assert Entry.objects.get().verb == "added-questionnaire"


def test_a_changed_questionnaire_needs_a_new_version_and_the_old_one_stays() -> None:
    add_instrument(by=SYSTEM, files=files())
    other = FILES["instrument.toml"].replace("minutes = 2", "minutes = 3")
    with pytest.raises(Refused, match="with other files"):
        add_instrument(by=SYSTEM, files=files(instrument_toml=other))
    newer = other.replace('version = "1.0"', 'version = "1.1"')
    assert add_instrument(by=SYSTEM, files=files(instrument_toml=newer)).before == "1.0"
    now, old = instrument("mood-of-work"), instrument("mood-of-work", "1.0")
    assert (now and now.minutes, old and old.minutes) == (3, 2)
    assert len([one for one in instruments() if one.id == "mood-of-work"]) == 1


def test_nobody_replaces_a_questionnaire_of_ours() -> None:
    mine = FILES["instrument.toml"].replace('id = "mood-of-work"', 'id = "values"')
    with pytest.raises(Refused, match="a questionnaire of Wending"):
        add_instrument(by=SYSTEM, files=files(instrument_toml=mine))


def many(people: int, key: str = "energy", **fields: object) -> None:
    """Let so many people fill in a questionnaire, as the model draws them."""
    one, generator = own(key), np.random.default_rng(4)
    numbers = numbers_of(one, {})
    made = [make_person("P", **fields) for _person in range(people)]
    now = timezone.now()
    for person in made:
        Row.objects.create(
            person=person,
            instrument=key,
            version=one.version,
            form=FULL,
            lang="nl",
            started=now,
            finished=now,
            answers=drawn(generator, one, numbers),
            results=[],
        )


def test_reliability_needs_thirty_real_people_and_then_sets_the_error(session: SessionStore) -> None:
    many(29)
    many(20, is_example=True)
    assert compute_reliability(instrument=own("energy")).found == ()
    assert not Measure.objects.exists()
    many(1)
    done = compute_reliability(instrument=own("energy"))
    assert {one.scale for one in done.found} == {scale.id for scale in own("energy").scales}
    assert all(one.n == 30 and one.alpha.low < one.alpha.value < one.alpha.high for one in done.found)
    assert done.items == {}
    errors = standard_errors(own("energy"))
    fill = fill_in(actor(make_person()), session, "energy")
    assert fill.errors() == pytest.approx(errors)
    assert {one.basis for one in fill.results} == {"measured"}


def test_reliability_counts_a_person_once_and_no_short_or_broken_off_form(session: SessionStore) -> None:
    many(30)
    row = Row.objects.first()
    assert row is not None
    for change in ({"form": SHORT}, {"finished": None}, {"version": "0.9"}, {}):
        values = {"form": FULL, "finished": timezone.now(), "version": row.version, **change}
        same = {"person": row.person, "instrument": "energy", "lang": "nl", "started": row.started}
        Row.objects.create(**same, answers=row.answers, results=[], **values)
    assert all(one.n == 30 for one in compute_reliability(instrument=own("energy")).found)


def test_items_are_estimated_from_three_hundred_people_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wending.instruments.actions.reliability.LEAST_FOR_ITEMS", 40)
    monkeypatch.setattr("wending.instruments.rules.response.LEAST_PEOPLE", 40)
    many(40)
    compute_reliability(instrument=own("energy"))
    found = item_numbers(own("energy"))
    assert set(found) == {item.id for item in own("energy").items}
    assert found["tasks-1"] != assumed(5)
    assert numbers_of(own("energy"), found)["tasks-1"] == found["tasks-1"]


def test_commands_add_and_compute(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path
    for name, content in files().items():
        (folder / name).write_bytes(content)
    call_command("load_instrument", str(folder), "--plan")
    assert "would come in use. Nothing was written." in capsys.readouterr().out
    call_command("load_instrument", str(folder))
    assert "mood-of-work 1.0: 4 items, 2 scales, is in use." in capsys.readouterr().out
    (folder / "items.csv").write_text(FILES["items.csv"].replace(",yes,", ",maybe,"))
    with pytest.raises(CommandError, match=r"items\.csv, line 3: reversed is 'maybe'"):
        call_command("load_instrument", str(folder))
    with pytest.raises(CommandError, match="too few answers"):
        call_command("reliability", "mood-of-work")
    with pytest.raises(CommandError, match="Take one of interests, values"):
        call_command("reliability", "no-such")
    many(30)
    call_command("reliability", "energy")
    out = capsys.readouterr().out
    assert "satisfaction" in out
    assert "numbers of items still assumed" in out
