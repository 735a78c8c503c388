"""Questionnaires of a study: who is asked when, that nobody is asked twice, and that an answer knows no name."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_person
from tests.effect.factories import researcher
from tests.effect.follow_factories import (
    HORIZON,
    began,
    consent,
    mails,
    make_asked,
    make_followed,
    make_gathered,
    make_wave,
    today,
    token_of,
)
from wending.accounts.actions.consent import withdraw_consent
from wending.accounts.actions.erase import erase_me
from wending.accounts.models import Consent, Person
from wending.accounts.queries.looks import looks_at
from wending.effect.actions import follow_up_round
from wending.effect.actions.follow_up_answers import answer_questions, stop_questions, take_back
from wending.effect.actions.follow_up_round import ask_all
from wending.effect.actions.gather import gather
from wending.effect.actions.register import withdraw_study
from wending.effect.actions.waves import close_wave, set_up_wave
from wending.effect.models import Ask, Wave, WaveAnswer
from wending.effect.queries.follow_up_link import living_ask
from wending.effect.queries.follow_up_words import CHOICES, NOT_TOLD, WORDS
from wending.effect.queries.pseudonyms import name_in_study
from wending.effect.queries.waves import response_of, waves_of
from wending.effect.rules.follow_up import (
    ASKED,
    PER_PAGE,
    QUESTIONS,
    VERSION,
    Arm,
    AskState,
    Kind,
    NotTold,
    Terms,
    holds_until,
    is_due,
    pages_of,
    values_of,
    week_of,
)
from wending.effect.rules.outcomes import OUTCOMES
from wending.ledger.rules.actor import Actor

YES = {"in_work": "yes", "wage": 17.5}


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def by(db: None) -> Actor:
    return researcher()


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let it be another day for links."""
    with patch.object(timezone, "localdate", lambda *_: day):
        yield


# What answers are worth.


@pytest.mark.parametrize("answer", [None, "", *(one.value for one in NotTold)])
def test_values_of_what_is_not_told_is_unknown_never_no(answer: str | None) -> None:
    told = dict.fromkeys((one.key for one in QUESTIONS), answer)
    assert values_of(told, ASKED) == dict.fromkeys(ASKED)


@pytest.mark.parametrize(
    ("answers", "outcome", "value"),
    [
        ({"in_work": "no"}, "in_work", 0.0),
        ({"in_work": "yes"}, "in_work", 1.0),
        ({"hours": 0.0}, "hours", 0.0),
        ({"satisfaction": "4"}, "satisfaction", 4.0),
        ({"knows_strengths": "5", "finds_the_way": "2"}, "career_competences", 3.5),
        ({"knows_strengths": "5", "finds_the_way": "unknown"}, "career_competences", None),
        ({"knows_strengths": "5", "finds_the_way": "2", "dares_a_step": "2"}, "career_competences", 3.0),
    ],
)
def test_values_of_known_answers(answers: dict[str, str | float | None], outcome: str, value: float | None) -> None:
    assert values_of(answers, [outcome]) == {outcome: value}


@pytest.mark.parametrize("answers", [{"wage": -1.0}, {"wage": 501.0}, {"satisfaction": "6"}, {"in_work": "maybe"}])
def test_values_of_refuses_what_cannot_be(answers: dict[str, str | float | None]) -> None:
    with pytest.raises(ValueError):
        values_of(answers, ASKED)


@given(st.sets(st.sampled_from(ASKED), min_size=1))
def test_pages_hold_every_question_once_and_at_most_five(outcomes: set[str]) -> None:
    pages = pages_of(sorted(outcomes))
    assert all(0 < len(page) <= PER_PAGE for page in pages)
    asked = [one for page in pages for one in page]
    assert asked == [one for one in QUESTIONS if one.outcome in outcomes]


@given(
    due=st.integers(0, 400),
    day=st.integers(-30, 450),
    closes=st.none() | st.integers(0, 400),
    open_for=st.integers(3, 60),
)
def test_who_is_due_can_answer_that_day(due: int, day: int, closes: int | None, open_for: int) -> None:
    start = date(2026, 1, 1)
    shut = None if closes is None else start + timedelta(days=closes)
    terms = Terms(start, shut, 1, 2, open_for)
    now, when = start + timedelta(days=day), start + timedelta(days=due)
    if is_due(terms, when, now):
        assert when <= now <= holds_until(terms, when)
        assert now >= start


def test_every_question_has_words_and_both_ways_not_to_tell() -> None:
    assert set(WORDS) == {one.key for one in QUESTIONS}
    assert {NotTold.UNKNOWN, NotTold.UNTOLD} <= set(NOT_TOLD)
    assert {one.outcome for one in QUESTIONS} <= {key for key, one in OUTCOMES.items() if one.of == "person"}
    assert all(CHOICES[one.kind] for one in QUESTIONS if one.kind is not Kind.NUMBER)


def test_words_of_a_version_never_change() -> None:
    """Other words are another question: give it a next version, and keep this one for the waves that have it."""
    with override("nl"):
        said = {key: str(words) for key, words in WORDS.items()} | {
            kind.value: [str(words) for _value, words in choices] for kind, choices in CHOICES.items()
        }
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    assert (VERSION, digest[:12]) == (1, "d6ff0f61540c")


def test_week_of_is_its_monday() -> None:
    assert week_of(date(2026, 11, 25)) == date(2026, 11, 23) == week_of(date(2026, 11, 23))


# Who is asked.


def test_round_asks_who_had_it_and_who_stands_beside_them(by: Actor) -> None:
    study, wave, (treated,), (compared,) = make_asked(by)
    outside, stranger = make_person("Buiten"), make_person("Vreemd")
    consent(outside, by)
    ask_all()
    assert {(one.person, one.arm) for one in Ask.objects.all()} == {(treated, "treated"), (compared, "compared")}
    assert {mail.person_id for mail in mails()} == {treated.pk, compared.pk}
    assert not mails(outside) and not mails(stranger)
    ask = Ask.objects.get(person=treated)
    assert (ask.wave, ask.due, ask.until) == (wave, today(), today() + timedelta(days=28))
    assert study.pk == wave.study_id


def test_round_asks_nobody_without_consent_or_below_sixteen_without_a_parent(by: Actor) -> None:
    _study, _wave, (treated,), (compared,) = make_asked(by)
    Consent.objects.filter(person=treated).update(withdrawn=timezone.now())
    Person.objects.filter(pk=compared.pk).update(sixteen_on=today() + timedelta(days=30))
    assert ask_all() == ""
    assert not Ask.objects.exists() and not mails()


def test_round_before_the_population_is_frozen_asks_only_who_had_it(by: Actor) -> None:
    study = make_followed(by)
    treated, compared = make_person("Sam"), make_person("Ada")
    for person in (treated, compared):
        consent(person, by)
    make_gathered(by, study, [treated], [compared])
    make_wave(by, study)
    ask_all()
    assert [one.person for one in Ask.objects.all()] == [treated]


@pytest.mark.parametrize(("days", "is_asked"), [(-1, False), (0, True), (27, True), (28, False), (400, False)])
def test_round_asks_from_the_day_of_the_horizon_while_the_link_would_hold(by: Actor, days: int, is_asked: bool) -> None:
    study = make_followed(by)
    person = make_person("Sam")
    consent(person, by)
    make_gathered(by, study, [person], [], began() - timedelta(days=days))
    make_wave(by, study)
    ask_all()
    assert bool(mails(person)) is is_asked


def test_round_twice_on_a_day_and_after_being_killed_sends_nobody_twice(by: Actor) -> None:
    _study, _wave, treated, compared = make_asked(by, 3, 3)
    real, calls = follow_up_round.queue_mail, []

    def killed(**mail: object) -> bool:
        calls.append(mail["key"])
        done = real(**mail)  # type: ignore[arg-type]
        if len(calls) == 3:
            raise KeyboardInterrupt
        return done

    with patch.object(follow_up_round, "queue_mail", killed), pytest.raises(KeyboardInterrupt):
        ask_all()
    # The third mail went back with its ask.
    assert len(mails()) == Ask.objects.count() == 2
    ask_all()
    ask_all()
    assert len(mails()) == Ask.objects.count() == 6
    assert all(len(mails(person)) == 1 for person in (*treated, *compared))


def test_round_reminds_once_and_a_last_time_and_then_no_more(by: Actor) -> None:
    _study, _wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    counts = []
    for day in range(1, 40):
        ask_all(today() + timedelta(days=day))
        ask_all(today() + timedelta(days=day))
        counts.append(len(mails(person)))
    assert counts[5] == 1 and counts[6] == 2 and counts[12] == 2 and counts[13] == 3 and counts[-1] == 3
    assert Ask.objects.get().state == AskState.OVER


def test_round_after_a_long_silence_sends_one_mail_a_day(by: Actor) -> None:
    _study, _wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    ask_all(today() + timedelta(days=20))
    assert len(mails(person)) == 2
    ask_all(today() + timedelta(days=21))
    assert len(mails(person)) == 3


def test_who_answered_or_stopped_gets_no_reminder(by: Actor) -> None:
    _study, _wave, (one, other), _ = make_asked(by, 2, 0)
    ask_all()
    assert answer_questions(token=token_of(one), answers=YES)
    assert stop_questions(token=token_of(other))
    for day in (7, 14, 20):
        ask_all(today() + timedelta(days=day))
    assert len(mails(one)) == len(mails(other)) == 1


def test_who_stopped_is_not_asked_in_a_later_wave(by: Actor) -> None:
    study, _wave, (one, other), _ = make_asked(by, 2, 0)
    ask_all()
    answer_questions(token=token_of(one), answers=YES)
    stop_questions(token=token_of(one))
    later = set_up_wave(
        by=by, study=study.pk, horizon=365, outcomes=["in_work"], terms=Terms(today(), None, 7, 14, 28), reason="Later"
    )
    ask_all(today() + timedelta(days=185))
    assert [ask.person for ask in later.asks.all()] == [other]
    # What they told stays: they stopped mail, not the study.
    assert WaveAnswer.objects.count() == 1


def test_mail_is_in_the_language_of_who_gets_it_and_tells_nothing_in_its_subject(by: Actor) -> None:
    _study, _wave, (one, other), _ = make_asked(by, 2, 0)
    Person.objects.filter(pk=other.pk).update(language="en")
    ask_all()
    dutch, english = (json.loads(mails(person)[0].content) for person in (one, other))
    assert dutch["subject"] == "Een paar korte vragen voor je"
    assert f"/navraag/{token_of(one)}/" in dutch["text"]
    assert f"/en/questions/{token_of(other)}/" in english["text"]
    for said in (dutch, english):
        assert not any(word in said["subject"].lower() for word in ("bureau", "onderzoek", "werk", "loon", "ziek"))


# What an answer knows.


def test_answer_and_ask_know_only_half_each(by: Actor) -> None:
    study, wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    assert answer_questions(token=token_of(person), answers=YES)
    answer, ask = WaveAnswer.objects.get(), Ask.objects.get()
    assert answer.values == {"in_work": 1.0, "wage": 17.5}
    assert answer.name == name_in_study(study.pk)(person.pk)
    assert answer.week == week_of(today())
    # Neither has a column that is in the other, but the wave; nor a moment by which they could be laid side by side.
    columns = {model: {field.name for field in model._meta.concrete_fields} for model in (Ask, WaveAnswer)}
    assert columns[Ask] & columns[WaveAnswer] == {"id", "wave"}
    told = {str(getattr(ask, field.attname)) for field in Ask._meta.concrete_fields} - {str(wave.pk)}
    kept = {str(getattr(answer, field.attname)) for field in WaveAnswer._meta.concrete_fields} - {str(wave.pk)}
    assert not told & kept
    assert not any(str(person.pk).replace("-", "") in one.replace("-", "") for one in kept)
    assert token_of(person) not in told


def test_what_was_told_is_not_readable_in_the_database(by: Actor) -> None:
    from django.db import connection

    _study, _wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    answer_questions(token=token_of(person), answers=YES)
    with connection.cursor() as cursor:
        cursor.execute('SELECT "values" FROM effect_waveanswer')
        assert "17.5" not in cursor.fetchone()[0]


def test_link_answers_once_and_only_while_it_holds(by: Actor) -> None:
    _study, _wave, (one, other), _ = make_asked(by, 2, 0)
    ask_all()
    assert answer_questions(token=token_of(one), answers=YES)
    assert not answer_questions(token=token_of(one), answers={"in_work": "no"})
    assert WaveAnswer.objects.get().values["in_work"] == 1.0
    with on(today() + timedelta(days=29)):
        assert living_ask(token_of(other)) is None
        assert not answer_questions(token=token_of(other), answers=YES)
    assert living_ask("x" * 32) is None


def test_taking_back_deletes_what_was_told_in_every_wave_of_the_study(by: Actor) -> None:
    study, wave, (one, other), _ = make_asked(by, 2, 0)
    second = make_wave(by, study, ("career_competences",))
    ask_all()
    for person in (one, other):
        for some in (wave, second):
            assert answer_questions(token=token_of(person, some), answers=YES)
    assert take_back(token=token_of(one, second))
    assert {answer.name for answer in WaveAnswer.objects.all()} == {name_in_study(study.pk)(other.pk)}
    assert living_ask(token_of(one, wave)) is None


def test_stopping_consent_deletes_answers_and_ends_asks(by: Actor) -> None:
    study, _wave, (one, other), (third,) = make_asked(by, 2, 1)
    ask_all()
    for person in (one, other):
        answer_questions(token=token_of(person), answers=YES)
    for person in (one, third):
        for row in Consent.objects.filter(person=person):
            withdraw_consent(by=actor(person), consent=row.pk)
    ask_all(today() + timedelta(days=7))
    assert [answer.name for answer in WaveAnswer.objects.all()] == [name_in_study(study.pk)(other.pk)]
    assert Ask.objects.get(person=one).state == Ask.objects.get(person=third).state == AskState.ENDED
    assert len(mails(third)) == 1
    assert living_ask(token_of(third)) is None


def test_erasing_somebody_deletes_what_they_told_under_another_name(by: Actor) -> None:
    study, _wave, (one, other), _ = make_asked(by, 2, 0)
    ask_all()
    for person in (one, other):
        answer_questions(token=token_of(person), answers=YES)
    erase_me(by=actor(one))
    assert [answer.name for answer in WaveAnswer.objects.all()] == [name_in_study(study.pk)(other.pk)]


def test_withdrawn_study_sends_nothing_and_its_links_are_over(by: Actor) -> None:
    study, _wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    token = token_of(person)
    withdraw_study(by=by, study=study.pk, reason="Te weinig mensen.")
    assert living_ask(token) is None
    ask_all(today() + timedelta(days=7))
    assert Ask.objects.get().state == AskState.ENDED
    assert len(mails(person)) == 1


def test_ledger_tells_whoever_is_asked(by: Actor) -> None:
    _study, _wave, (one, other), _ = make_asked(by, 2, 0)
    ask_all()
    ask_all(today() + timedelta(days=7))
    answer_questions(token=token_of(one), answers=YES)
    take_back(token=token_of(one))
    stop_questions(token=token_of(other))
    told = [[line.what for line in looks_at(actor(person), "all", "1")] for person in (one, other)]
    acts = ("stuurde je vragen", "herinnerde je", "antwoordde op vragen", "wiste antwoorden")
    for act in acts:
        assert sum(act in line for line in told[0]) == 1, act
    assert sum("stopte de mail" in line for line in told[1]) == 1
    assert all("Wat levert de loopbaancheck op?" in line for line in told[1][:2])


# What a researcher may do and see.


def test_wave_asks_only_what_the_plan_names_and_with_a_reason_after_registration(by: Actor) -> None:
    study = make_followed(by)
    terms = Terms(today(), None, 7, 14, 28)
    wrong = [
        {"horizon": 90, "outcomes": ["in_work"], "terms": terms, "reason": "x"},
        {"horizon": 365, "outcomes": ["wage"], "terms": terms, "reason": "x"},
        {"horizon": HORIZON, "outcomes": ["hours"], "terms": terms, "reason": "x"},
        {"horizon": HORIZON, "outcomes": ["retention"], "terms": terms, "reason": "x"},
        {"horizon": HORIZON, "outcomes": [], "terms": terms, "reason": "x"},
        {"horizon": HORIZON, "outcomes": ["in_work"], "terms": terms, "reason": " "},
        {"horizon": HORIZON, "outcomes": ["in_work"], "terms": Terms(today(), None, 14, 7, 28), "reason": "x"},
        {"horizon": HORIZON, "outcomes": ["in_work"], "terms": Terms(today(), began(), 7, 14, 28), "reason": "x"},
    ]
    for one in wrong:
        with pytest.raises(ValidationError):
            set_up_wave(by=by, study=study.pk, **one)  # type: ignore[arg-type]
    assert not Wave.objects.exists()
    wave = make_wave(by, study)
    assert (wave.was_registered, wave.was_opened, wave.reason, wave.version) == (True, False, "Dit vergaten we.", 1)
    with pytest.raises(ValidationError) as twice:
        make_wave(by, study)
    assert twice.value.code == "asked-already"


def test_another_office_sees_and_does_nothing(by: Actor) -> None:
    study, wave, _, _ = make_asked(by)
    other = researcher()
    assert waves_of(other, study.pk) == []
    with pytest.raises(PermissionDenied):
        make_wave(other, study)
    with pytest.raises(PermissionDenied):
        close_wave(by=other, wave=wave.pk)
    assert waves_of(actor(make_person("Sam")), study.pk) == []


def test_closing_a_wave_ends_it_after_today(by: Actor) -> None:
    _study, wave, (person,), _ = make_asked(by, 1, 0)
    ask_all()
    close_wave(by=by, wave=wave.pk)
    assert living_ask(token_of(person)) is not None
    with on(today() + timedelta(days=1)):
        assert living_ask(token_of(person)) is None


def _counted(wave: Wave, people: list[Person], arm: Arm, state: AskState, start: int = 0) -> None:
    for number, person in enumerate(people, start):
        Ask.objects.create(
            wave=wave, person=person, arm=arm, due=today(), until=today(), sent=today(), state=state,
            token_hash=f"{arm}{number}",
        )  # fmt: skip


def test_response_hides_small_counts_and_what_would_give_them_away(by: Actor) -> None:
    study = make_followed(by)
    wave = make_wave(by, study)
    people = [make_person(f"P{number}") for number in range(52)]
    _counted(wave, people[:15], Arm.TREATED, AskState.ANSWERED)
    _counted(wave, people[15:27], Arm.TREATED, AskState.OPEN, 15)
    _counted(wave, people[27:39], Arm.COMPARED, AskState.ANSWERED, 27)
    _counted(wave, people[39:52], Arm.COMPARED, AskState.OPEN, 39)
    Ask.objects.filter(person=people[51]).update(state=AskState.DECLINED)
    (treated, compared, together), silent = response_of(wave)
    assert (treated.asked, treated.answered, treated.silent, treated.rate) == (27, 15, 12, 56)
    assert (compared.asked, compared.answered, compared.silent, compared.rate) == (25, 12, 13, 48)
    assert (together.asked, together.answered, together.silent, together.rate) == (52, 27, 25, 52)
    # One refused and nobody's days went by: with 24 shown as open it would follow that together they are one.
    assert (silent.declined, silent.open, silent.over) == (None, None, None)


def test_response_of_a_small_arm_hides_the_other_where_both_are_added_up(by: Actor) -> None:
    study = make_followed(by)
    wave = make_wave(by, study)
    people = [make_person(f"P{number}") for number in range(45)]
    _counted(wave, people[:20], Arm.TREATED, AskState.ANSWERED)
    _counted(wave, people[20:35], Arm.TREATED, AskState.OVER, 20)
    _counted(wave, people[35:42], Arm.COMPARED, AskState.ANSWERED, 35)
    _counted(wave, people[42:], Arm.COMPARED, AskState.OVER, 42)
    (treated, compared, together), _silent = response_of(wave)
    assert compared.answered is None and compared.silent is None
    for name in ("answered", "silent"):
        assert None in (getattr(treated, name), getattr(together, name)), name
    assert compared.rate is None


def test_response_does_not_count_who_stopped_consent(by: Actor) -> None:
    study = make_followed(by)
    wave = make_wave(by, study)
    people = [make_person(f"P{number}") for number in range(24)]
    _counted(wave, people[:12], Arm.TREATED, AskState.ANSWERED)
    _counted(wave, people[12:], Arm.TREATED, AskState.ENDED, 12)
    assert response_of(wave)[0][-1].asked == 12


# Into the data.


def test_gather_takes_answers_as_outcomes_and_who_told_nothing_as_not_observed(by: Actor) -> None:
    from tests.effect.test_gather import tables_in

    study, _wave, (one, other), (third,) = make_asked(by, 2, 1)
    ask_all()
    answer_questions(token=token_of(one), answers={"in_work": "yes", "wage": "untold"})
    stop_questions(token=token_of(other))
    tables = tables_in(gather(by=by, study=study.pk, means={"guidance-second": "check"}))
    name = name_in_study(study.pk)
    rows = {(row.person, row.outcome): (row.horizon, row.value, row.observed) for row in tables.outcomes.itertuples()}
    assert rows[name(one.pk), "in_work"] == (HORIZON, 1.0, True)
    assert not rows[name(one.pk), "wage"][2] and rows[name(one.pk), "wage"][1] != rows[name(one.pk), "wage"][1]
    assert not rows[name(other.pk), "in_work"][2]
    # Who can still answer is not yet somebody who did not.
    assert (name(third.pk), "in_work") not in rows
    assert str(one.pk) not in tables.outcomes.to_csv()
