"""The effect office attacked, by each who could: another office, a manager, a professional, a visitor, who left, and
who can write SQL. What is found out or changed silently is a failure."""

import ast
import inspect
import re
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pandas as pd
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_organisation, make_person, sign_in
from tests.accounts.test_leaving import everything
from tests.effect.factories import make_office, make_opened, make_researcher, make_study, researcher
from tests.effect.follow_factories import mails, make_asked, make_followed, make_gathered, make_wave, today, token_of
from tests.guidance.case_factories import make_case
from wending.accounts.actions.consent import withdraw_consent
from wending.accounts.models import Consent, Membership
from wending.accounts.rules.consent import RENEWABLE
from wending.accounts.rules.roles import Kind, Role
from wending.effect import actions
from wending.effect.actions import follow_up_round
from wending.effect.actions.extracts import make_extract
from wending.effect.actions.follow_up_answers import answer_questions, take_back
from wending.effect.actions.follow_up_round import ask_all
from wending.effect.actions.gather import gather
from wending.effect.actions.register import open_outcomes, register_study
from wending.effect.actions.take_out import take_out_withdrawn
from wending.effect.models import Ask, DataSet, Extract, PlanVersion, Run, Study, StudyAct, Wave, WaveAnswer
from wending.effect.queries.history import broken_at
from wending.effect.queries.pseudonyms import name_in_study
from wending.effect.rules.extract import Kind as ExtractKind
from wending.effect.rules.extract import Question
from wending.effect.rules.extract_released import FACT, changed_since
from wending.guidance.models import Case
from wending.guidance.rules.case import CaseState
from wending.ledger.models import Entry
from wending.ledger.rules.actor import Actor
from wending.web.access import Route, routes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def by() -> Actor:
    return researcher()


# By address.


def office_routes() -> list[Route]:
    """Return every address of the effect office that names something of an office."""
    return [
        route
        for route in routes()
        if route.name.startswith("effect:") and route.access and route.access.kind == "roles" and "uuid" in route.path
    ]


def addresses(numbers: list[str]) -> list[str]:
    found = []
    for route in office_routes():
        for number in numbers:
            path = re.sub(r"<uuid:\w+>", number, route.path)
            path = re.sub(r"<int:\w+>", "1", path)
            found.append("/" + re.sub(r"<str:\w+>", "json", path))
    return found


def strangers() -> list[Any]:
    """Return who is of another office, leads or works elsewhere, or was here before, and a visitor."""
    left = make_researcher(make_office("Bureau Meting"), "Weg")
    Membership.objects.filter(pk=left.pk).update(ended=timezone.now())
    return [
        make_researcher(make_office("Ander bureau")),
        make_member(Role.MANAGER, make_organisation(Kind.RESEARCH, "Derde bureau")),
        make_member(Role.MANAGER, make_organisation(Kind.SCHOOL)),
        make_member(Role.MANAGER, make_organisation(Kind.EMPLOYER)),
        make_member(Role.PROFESSIONAL),
        make_person("Sam"),
        left,
        None,
    ]


def test_nobody_else_opens_or_changes_anything_of_an_office(by: Actor) -> None:
    study, data = make_opened(by)
    followed = make_followed(by)
    wave = make_wave(by, followed)
    asked = addresses([str(study.pk), str(data.pk), str(wave.pk)])
    assert len(asked) > 50
    before = [sorted(map(str, model.objects.values_list())) for model in (Study, PlanVersion, StudyAct, DataSet, Wave)]
    for stranger in strangers():
        client = sign_in(Client(), stranger) if stranger else Client()
        for address in asked:
            for answer in (client.get(address), client.post(address, {"sure": "on", "reason": "x"})):
                assert answer.status_code in {302, 403, 404, 405}, (stranger, address, answer.status_code)
                assert "Wat levert de loopbaancheck" not in answer.content.decode(), (stranger, address)
    after = [sorted(map(str, model.objects.values_list())) for model in (Study, PlanVersion, StudyAct, DataSet, Wave)]
    assert after == before


def test_the_same_addresses_do_open_for_the_office_itself(by: Actor) -> None:
    """The walk above could pass on addresses that lead nowhere."""
    member = make_member(Role.RESEARCHER, Membership.objects.get(person=by.person).organisation, "Kim")
    study, _data = make_opened(by)
    client = sign_in(Client(), member)
    opened = [address for address in addresses([str(study.pk)]) if client.get(address).status_code == 200]
    assert len(opened) >= 6


# By SQL.


def sql(text: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def refused(text: str, *values: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(text, *values)


def kept(value: Any) -> Any:
    """Return a number as the database in use keeps it."""
    return value if connection.vendor == "postgresql" else value.hex


def test_sql_cannot_change_a_registered_plan(by: Actor) -> None:
    study, _data = make_opened(by)
    row = study.plans.get()
    one = kept(row.pk)
    before = PlanVersion.objects.values().get()
    refused("UPDATE effect_planversion SET plan = '{}' WHERE id = %s", one)
    refused("UPDATE effect_planversion SET digest = %s, plan = '{}' WHERE id = %s", "0" * 64, one)
    refused("UPDATE effect_planversion SET number = 9 WHERE id = %s", one)
    refused("DELETE FROM effect_planversion WHERE id = %s", one)
    refused("DELETE FROM effect_studyact")
    refused("UPDATE effect_studyact SET kind = 'begun'")
    refused("UPDATE effect_study SET registered = NULL")
    refused("UPDATE effect_study SET opened = %s", timezone.now() + timedelta(days=1))
    assert PlanVersion.objects.values().get() == before


@pytest.mark.parametrize("number", [0, 1, 2])
def test_sql_cannot_put_a_plan_in_the_place_of_another(by: Actor, number: int) -> None:
    """Also not by a statement that removes the old row without a word."""
    study, _data = make_opened(by)
    row = study.plans.get()
    columns = "id, study_id, number, plan, digest, before, reason, was_registered, was_opened, made_by_id, made"
    named = columns.replace("before", '"before"')
    verb = "INSERT" if connection.vendor == "postgresql" else "INSERT OR REPLACE"
    values = (kept(row.pk if number == 1 else uuid4()), kept(study.pk), number, "{}", "0" * 64, "", "", False, False)
    refused(
        f"INSERT INTO effect_planversion ({named}) VALUES ({', '.join(['%s'] * 11)})".replace("INSERT", verb, 1),
        *values,
        None,
        timezone.now(),
    )
    assert study.plans.get().plan == row.plan
    assert broken_at(study) is None


def test_sql_cannot_replace_a_moment(by: Actor) -> None:
    study, _data = make_opened(by)
    act = study.acts.get(kind="opened")
    verb = "INSERT" if connection.vendor == "postgresql" else "INSERT OR REPLACE"
    refused(
        f"{verb} INTO effect_studyact (id, study_id, kind, at, reason, digest) VALUES (%s, %s, 'opened', %s, '', '')",
        kept(act.pk),
        kept(study.pk),
        timezone.now() - timedelta(days=90),
    )
    assert study.acts.get(kind="opened").at == act.at


@pytest.mark.parametrize(("table", "moment"), [("effect_study", "registered"), ("effect_run", "finished")])
def test_sql_cannot_replace_a_study_or_its_answer(by: Actor, table: str, moment: str) -> None:
    study, data = make_opened(by)
    Run.objects.create(study=study, plan=study.plans.get(), data_set=data, state="done", answer={"a": 1})
    verb = "INSERT" if connection.vendor == "postgresql" else "INSERT OR REPLACE"
    with connection.cursor() as cursor:
        names = ", ".join(one.name for one in connection.introspection.get_table_description(cursor, table))
        other = names.replace(moment, f"NULL AS {moment}")
    refused(f"{verb} INTO {table} ({names}) SELECT {other} FROM {table}")
    study.refresh_from_db()
    assert study.registered
    assert study.runs.get().answer == {"a": 1}


# Before outcomes are opened.


def test_no_page_or_file_tells_an_outcome_before_outcomes_are_opened(by: Actor) -> None:
    member = make_member(Role.RESEARCHER, Membership.objects.get(person=by.person).organisation, "Kim")
    study, _wave, treated, compared = make_asked(by, 12, 12)
    ask_all()
    for person in (*treated, *compared):
        answer_questions(token=token_of(person), answers={"in_work": "yes", "wage": 77.25})
    with patch("wending.effect.actions.gather.all_approaches", lambda: {"guidance-second": ""}):
        data = gather(by=by, study=study.pk, means={"guidance-second": "check"})
    for kind in ExtractKind:
        question = Question(kind, (), (("wage", 180),), rounding=1)
        with pytest.raises(Exception, match="Open eerst"):
            make_extract(by=by, study=study.pk, data_set=data.pk, question=question)
    client = sign_in(Client(), member)
    read = 0
    for address in addresses([str(study.pk), str(data.pk)]):
        answer = client.get(address)
        text = (
            b"".join(answer).decode(errors="replace") if answer.streaming else answer.content.decode(errors="replace")
        )  # type: ignore[arg-type,attr-defined]
        read += answer.status_code == 200
        assert "77,2" not in text, address
        assert "77.2" not in text, address
    assert read >= 5
    assert not Extract.objects.exists()


# By laying tables beside each other.


def test_changed_since_counts_who_came_and_who_went() -> None:
    from tests.effect.test_extracts import tables

    now = tables(30)
    people = [f"p{number}" for number in range(30)]
    released = pd.DataFrame({"person": people, f"{FACT}outcome:in_work:365": True, f"{FACT}outcome:wage:365": True})
    assert changed_since(released, now, [("in_work", 365)]) == 0
    # One of whom nothing was known then; one who is gone now; one whose rows were taken out since.
    released.loc[3, f"{FACT}outcome:in_work:365"] = False
    gone = now.by_name() | {"outcomes": now.outcomes[now.outcomes["person"] != "p7"]}
    after = type(now)(**gone)
    assert changed_since(released, after, [("in_work", 365)], taken_out=1) == 3
    assert changed_since(released, now, [("wage", 365)]) == 0


def test_table_of_nearly_the_same_people_is_refused(by: Actor) -> None:
    study, _wave, treated, compared = make_asked(by, 22, 12)
    ask_all()
    for place, person in enumerate((*treated, *compared)):
        answer_questions(
            token=token_of(person), answers={"in_work": "yes" if place % 3 else "no", "wage": 20.0 + place}
        )
    with patch("wending.effect.actions.gather.all_approaches", lambda: {"guidance-second": ""}):
        data = gather(by=by, study=study.pk, means={"guidance-second": "check"})
    open_outcomes(by=by, study=study.pk)

    def table() -> Extract:
        question = Question(ExtractKind.TABLE, (), (("in_work", 180),), rounding=1)
        return make_extract(by=by, study=study.pk, data_set=data.pk, question=question)

    def leave(person: Any) -> None:
        for row in Consent.objects.filter(person=person, withdrawn=None):
            withdraw_consent(by=actor(person), consent=row.pk)

    table()
    table()
    leave(treated[0])
    with pytest.raises(ValidationError, match="minder dan tien"):
        table()
    # Neither when nothing is kept any more of who went.
    take_out_withdrawn()
    with pytest.raises(ValidationError, match="minder dan tien"):
        table()
    for person in treated[1:10]:
        leave(person)
    assert table().rows
    # The noise of before is not of these people: its file is gone, and a third table stands against the second.
    leave(treated[11])
    with pytest.raises(ValidationError, match="minder dan tien"):
        table()


# The key and the ledger.


def test_research_key_is_in_no_table_page_or_file(by: Actor, settings: Settings) -> None:
    study, _wave, (person, *_), _ = make_asked(by, 2, 2)
    ask_all()
    answer_questions(token=token_of(person), answers={"in_work": "yes"})
    key = str(settings.RESEARCH_KEY)
    assert len(key) >= 43
    assert key.lower() not in everything()
    files = [path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if key.encode() in path.read_bytes()]
    member = make_member(Role.MANAGER, Membership.objects.get(person=by.person).organisation, "Kim")
    client = sign_in(Client(), member)
    for address in addresses([str(study.pk)]):
        assert key not in client.get(address).content.decode(errors="replace")


def acts() -> list[tuple[str, Callable[..., Any]]]:
    """Return every public act of this domain that somebody does."""
    found = []
    for one in iter_modules(actions.__path__):
        module = import_module(f"{actions.__name__}.{one.name}")
        ours = [(name, act) for name, act in inspect.getmembers(module, inspect.isfunction) if name[0] != "_"]
        found += [
            (name, act)
            for name, act in ours
            if act.__module__ == module.__name__ and "by" in inspect.signature(act).parameters
        ]
    return found


def test_every_act_writes_in_the_ledger() -> None:
    """It calls `record` itself, or something that does; who only looks or locks is named here."""
    without = {"own_study", "look_at_files", "look_for_study"}
    known = dict(acts())
    assert len(known) > 25

    def writes(act: Callable[..., Any], seen: frozenset[str] = frozenset()) -> bool:
        module = inspect.getmodule(act)
        tree = ast.parse(inspect.getsource(inspect.unwrap(act)))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if "record" in called:
            return True
        inner = [getattr(module, name, None) for name in called - seen]
        return any(inspect.isfunction(one) and one.__module__.startswith("wending.effect.actions") and
                   writes(one, seen | called) for one in inner)  # fmt: skip

    assert {name for name, act in known.items() if not writes(act)} == without & set(known)


def test_act_does_not_stand_without_its_line_in_the_ledger(by: Actor) -> None:
    study = make_study(by)
    followed, wave, (person, *_), _ = make_asked(researcher(), 1, 1)
    ask_all()
    token = token_of(person)
    answer_questions(token=token, answers={"in_work": "yes"})
    before = everything()
    tries: list[tuple[str, Callable[[], Any]]] = [
        ("plan", lambda: register_study(by=by, study=study.pk)),
        ("follow_up_answers", lambda: take_back(token=token)),
    ]
    for module, act in tries:
        with patch(f"wending.effect.actions.{module}.record", side_effect=RuntimeError), pytest.raises(RuntimeError):
            act()
        assert everything() == before
    assert followed.pk == wave.study_id


# By a link in a mail.


def test_link_that_is_forwarded_tells_nothing_of_who_got_it(by: Actor) -> None:
    _study, _wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    link = reverse("effect:questions", args=[token_of(person)])
    for told in (None, {"page": "0", "do": "done", "in_work": "yes", "wage": "17,35"}, None):
        page = Client().post(link, told) if told else Client().get(link)
        html = page.content.decode()
        for secret in (person.name, person.email, str(person.pk), "17,35", "17.35"):
            assert secret not in html
    # Answered once: a second holder changes nothing.
    Client().post(link, {"page": "0", "do": "done", "in_work": "no", "wage": "1"})
    assert WaveAnswer.objects.get().values == {"in_work": 1.0, "wage": 17.35}


def test_link_cannot_be_reckoned_from_what_the_database_holds(by: Actor, settings: Settings) -> None:
    _study, _wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    ask = Ask.objects.get()
    token = token_of(person)
    assert len(token) >= 32
    rows = repr(list(Ask.objects.values_list()))
    assert token not in rows
    for guess in (ask.token_hash, str(ask.pk), ask.pk.hex, str(person.pk), name_in_study(ask.wave.study_id)(person.pk)):
        assert Client().get(reverse("effect:questions", args=[guess])).status_code == 410
    settings.RESEARCH_KEY = "y" * 43
    assert token_of(person) != token


def test_link_of_who_stopped_or_whose_consent_ran_out_answers_nothing_and_loses_nothing_yet(by: Actor) -> None:
    _study, _wave, (told, late, gone), _ = make_asked(by, 3, 0)
    ask_all()
    assert answer_questions(token=token_of(told), answers={"in_work": "yes"})
    Consent.objects.filter(person__in=[told, late]).update(until=today() - timedelta(days=1))
    Consent.objects.filter(person=gone).update(withdrawn=timezone.now())
    # Also before the round of the day has ended it.
    for person in (late, gone):
        assert not answer_questions(token=token_of(person), answers={"in_work": "yes"})
    Ask.objects.update(sent=today() - timedelta(days=8))
    ask_all()
    assert len(mails()) == 3
    assert {one.person: one.state for one in Ask.objects.all()} == {told: "answered", late: "open", gone: "ended"}
    assert WaveAnswer.objects.count() == 1
    Consent.objects.update(until=today() - RENEWABLE - timedelta(days=1))
    ask_all()
    assert set(Ask.objects.values_list("state", flat=True)) == {"ended"}
    assert not WaveAnswer.objects.exists()


# By two workers at once.


def test_two_rounds_at_once_mail_everybody_once(by: Actor) -> None:
    """The other worker does its whole round while this one stands between choosing whom to ask and asking."""
    _study, _wave, treated, compared = make_asked(by, 2, 2)
    real, calls = follow_up_round._ask_one, []

    def overtaken(*words: Any) -> bool:
        calls.append(words)
        if len(calls) == 1:
            with patch.object(follow_up_round, "_ask_one", real):
                ask_all()
        return real(*words)

    with patch.object(follow_up_round, "_ask_one", overtaken):
        ask_all()
    assert calls
    assert all(len(mails(person)) == 1 for person in (*treated, *compared))
    assert Entry.objects.filter(verb="asked-for-study").count() == 4


def test_two_rounds_at_once_remind_everybody_once(by: Actor) -> None:
    _study, _wave, treated, compared = make_asked(by, 2, 2)
    ask_all()
    Ask.objects.update(sent=today() - timedelta(days=8))
    real, calls = follow_up_round._remind_one, []

    def overtaken(*words: Any) -> bool:
        calls.append(words)
        if len(calls) == 1:
            with patch.object(follow_up_round, "_remind_one", real):
                ask_all()
        return real(*words)

    with patch.object(follow_up_round, "_remind_one", overtaken):
        ask_all()
    assert all(len(mails(person)) == 2 for person in (*treated, *compared))
    assert not Ask.objects.filter(reminded_last__isnull=False).exists()


# Who had the approach after the last data.


def test_round_asks_who_had_the_approach_since_the_last_data(by: Actor) -> None:
    from tests.effect.follow_factories import began, consent

    study = make_followed(by)
    known, new, other, hidden, offered = (make_person(name) for name in ("Sam", "Ada", "Bo", "Cas", "Dee"))
    for person in (known, new, other, offered):
        consent(person, by)
    data = make_gathered(by, study, [known], [])
    data.findings = [{"code": "means", "about": ["guidance-second", "check"], "is_grave": False}]
    data.save()
    make_wave(by, study)
    moment = timezone.make_aware(pd.Timestamp(began()).to_pydatetime())
    for person, line in ((new, "second"), (other, "first"), (hidden, "second")):
        case = make_case(make_member(Role.PROFESSIONAL), person, line=line)
        Case.objects.filter(pk=case.pk).update(opened=moment, closed=moment, state=CaseState.CLOSED)
    # Offered and not taken up yet: not one of those who had it.
    case = make_case(make_member(Role.PROFESSIONAL), offered, line="second")
    Case.objects.filter(pk=case.pk).update(opened=moment)
    ask_all()
    assert {(one.person, one.arm, one.due) for one in Ask.objects.all()} == {
        (known, "treated", today()),
        (new, "treated", today()),
    }
