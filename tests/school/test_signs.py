"""Reasons to talk: known answers of each rule, the same for mentor and learner, by name, and never for others."""

import itertools
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.accounts.factories import actor
from tests.school.classes import World, give, handed, make_world, verbs
from tests.school.people import make_group, make_learner, make_staff, staff_row
from wending.accounts.actions.consent import give_consent
from wending.accounts.models import Mail
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.school.actions.school_days import add_choice_day
from wending.school.actions.signs import end_doubt, look_at_reasons, talked_about, tell_doubt
from wending.school.actions.talks import note_talk
from wending.school.models import Assignment, SchoolPerson, SchoolTerm
from wending.school.queries.sign_words import all_rules
from wending.school.queries.signs import guides_of, my_reasons, notes_to, reasons_for
from wending.school.rules.school_days import Term, overlap, term_of, usual_terms
from wending.school.rules.signs import RULES, Choice, Facts, Key, Missed, Sign, signs

BEGIN = date(2026, 9, 1)
CALM = Facts(term_begins=BEGIN, last_talk=BEGIN)


def keys(facts: Facts, day: date) -> list[Key]:
    """Return which rules hold."""
    return [sign.key for sign in signs(facts, day)]


@pytest.mark.parametrize(("away", "holds"), [(27, False), (28, True), (29, True)])
def test_no_talk_holds_four_weeks_into_the_term(away: int, holds: bool) -> None:
    facts = replace(CALM, last_talk=BEGIN - timedelta(days=1))
    found = signs(facts, BEGIN + timedelta(days=away))
    assert [sign.key for sign in found] == ([Key.NO_TALK] if holds else [])
    if holds:
        assert found[0] == Sign(Key.NO_TALK, date(2026, 9, 29), (("", date(2026, 8, 31)),))


def test_no_talk_ends_with_a_talk_on_the_first_day_of_the_term() -> None:
    assert keys(CALM, BEGIN + timedelta(days=60)) == []


@pytest.mark.parametrize(
    ("dues", "since"),
    [
        ([], None),
        ([date(2026, 9, 10)], None),
        ([date(2026, 9, 10), date(2026, 9, 20)], date(2026, 9, 21)),
        # The last day itself is not over; what is longer ago than 92 days is no fact.
        ([date(2026, 9, 10), date(2026, 10, 1)], None),
        ([date(2026, 6, 30), date(2026, 9, 20)], None),
        ([date(2026, 7, 1), date(2026, 9, 20)], date(2026, 9, 21)),
    ],
)
def test_not_handed_in_holds_from_the_second_time(dues: list[date], since: date | None) -> None:
    facts = replace(CALM, missed=tuple(Missed("Stage", due) for due in reversed(dues)))
    found = signs(facts, date(2026, 10, 1))
    assert [sign.since for sign in found] == ([since] if since else [])


@pytest.mark.parametrize(("away", "holds"), [(-1, False), (0, True), (56, True), (57, False)])
def test_choice_near_holds_within_eight_weeks_without_a_plan(away: int, holds: bool) -> None:
    today = date(2026, 9, 2)
    facts = replace(CALM, choices=(Choice("Profiel", today + timedelta(days=away)),))
    assert keys(facts, today) == ([Key.CHOICE_NEAR] if holds else [])
    assert keys(replace(facts, shares_plan=True), today) == []


def test_talked_about_rests_until_something_new_happens() -> None:
    facts = replace(CALM, doubt=date(2026, 9, 5))
    assert keys(replace(facts, talked={Key.DOUBT: date(2026, 9, 4)}), date(2026, 9, 9)) == [Key.DOUBT]
    assert keys(replace(facts, talked={Key.DOUBT: date(2026, 9, 5)}), date(2026, 9, 9)) == []
    assert keys(replace(facts, talked={Key.NO_TALK: date(2026, 9, 5)}), date(2026, 9, 9)) == [Key.DOUBT]


def test_signs_carry_no_number_and_each_rule_has_words() -> None:
    assert {field.name for field in fields(Sign)} == {"key", "since", "facts"}
    assert {rule.key for rule in RULES} == set(Key)
    assert len(all_rules()) == len(Key)
    for rule, (_name, words) in zip(RULES, all_rules(), strict=True):
        assert "%(" not in words
        assert rule.days == 0 or str(rule.days) in words


@pytest.mark.parametrize(
    ("day", "begins"),
    [(date(2026, 8, 1), (2026, 8, 1)), (date(2026, 12, 1), (2026, 12, 1)), (date(2027, 7, 31), (2027, 4, 1))],
)
def test_usual_terms_cover_the_whole_year(day: date, begins: tuple[int, int, int]) -> None:
    assert term_of([], day).begins == date(*begins)
    terms = usual_terms(day)
    assert all(one.ends + timedelta(days=1) == other.begins for one, other in itertools.pairwise(terms))


def test_term_of_own_terms_holds_on_between_two_and_before_the_first_the_usual() -> None:
    own = [Term("a", date(2026, 9, 1), date(2026, 10, 1)), Term("b", date(2026, 11, 1), date(2026, 12, 1))]
    assert [term_of(own, day).name for day in (date(2026, 10, 1), date(2026, 10, 20), date(2026, 11, 1))] == list("aab")
    assert not term_of(own, date(2026, 8, 20)).is_own
    assert overlap(own) is None
    assert overlap([*own, Term("c", date(2026, 10, 1), date(2026, 10, 5))]) is not None
    with pytest.raises(ValueError, match="before"):
        Term("d", date(2026, 2, 1), date(2026, 1, 1))


@pytest.fixture
def world(db: Any) -> World:
    """A class in which the term is a hundred days old."""
    made = make_world()
    today = timezone.localdate()
    begins, ends = today - timedelta(days=100), today + timedelta(days=30)
    SchoolTerm.objects.create(organisation=made.school, name="Blok", begins=begins, ends=ends)
    return made


def signs_of(world: World, first: str = "Yara") -> list[str]:
    """Return the reasons that the mentor sees for somebody."""
    return [sign.key for one in reasons_for(world.as_mentor) if one.learner.first == first for sign in one.signs]


def test_reasons_are_the_same_for_mentor_and_learner(world: World) -> None:
    today = timezone.localdate()
    for title, away in (("Een", 30), ("Twee", 10)):
        Assignment.objects.create(group=world.group, title=title, due=today - timedelta(days=away))
    manager = make_staff(Role.MANAGER, world.school)
    add_choice_day(by=actor(manager), name="Profiel", phase="vmbo-bovenbouw", year=3, day=today + timedelta(days=9))
    seen = next(one for one in reasons_for(world.as_mentor) if one.learner == world.yara)
    assert [sign.key for sign in seen.signs] == ["no-talk", "not-handed-in", "choice-near"]
    assert my_reasons(world.as_yara)[0].signs == seen.signs
    note_talk(by=world.as_mentor, learner=world.yara.pk)
    handed(world, Assignment.objects.get(title="Een"))
    until = today + timedelta(days=30)
    give_consent(
        by=world.as_yara, purpose=Purpose.SCHOOL, parts=[Part.PLAN], until=until, to_organisation=world.school.pk
    )
    assert signs_of(world) == []
    assert my_reasons(world.as_yara)[0].signs == []


def test_reasons_stand_by_name_however_many_there_are(world: World) -> None:
    make_learner(world.school, world.group, first="Aad", last="Aas")
    tell_doubt(by=world.as_yara, learner=world.yara.pk, words="", viewers=[staff_row(world.mentor).pk])
    found = reasons_for(world.as_mentor)
    assert [(one.learner.first, len(one.signs)) for one in found] == [("Aad", 1), ("Bo", 1), ("Yara", 2)]


def test_who_has_no_account_cannot_hand_in_so_misses_nothing(world: World) -> None:
    make_learner(world.school, world.group, first="Aad")
    for away in (10, 20):
        due = timezone.localdate() - timedelta(days=away)
        Assignment.objects.create(group=world.group, title="Een", due=due)
    assert signs_of(world, "Aad") == ["no-talk"]
    assert signs_of(world) == ["no-talk", "not-handed-in"]


def test_draft_makes_no_difference_to_what_is_not_handed_in(world: World) -> None:
    from wending.school.actions.hand_ins import save_draft

    given = [give(world), give(world)]
    save_draft(by=world.as_yara, assignment=given[0].pk, texts={"aim": "iets"}, picks=[])
    Assignment.objects.update(due=timezone.localdate() - timedelta(days=2))
    assert signs_of(world) == signs_of(world, "Bo") == ["no-talk", "not-handed-in"]


def test_doubt_is_seen_by_whom_was_chosen_and_by_nobody_else(world: World) -> None:
    other = make_staff(Role.MENTOR, world.school, world.group, name="Ander")
    counsellor = make_staff(Role.PROFESSIONAL, world.school)
    before = Mail.objects.count()
    tell_doubt(by=world.as_yara, learner=world.yara.pk, words="Liever techniek", viewers=[staff_row(other).pk])
    assert Mail.objects.count() == before
    assert "doubt" not in signs_of(world)
    for who in (world.as_mentor, actor(counsellor), world.as_teacher, actor(world.mate)):
        assert "techniek" not in str([one.doubt and one.doubt.words for one in reasons_for(who)])
    found = look_at_reasons(by=actor(other))
    assert [one.doubt.words for one in found if one.doubt] == ["Liever techniek"]
    assert verbs(world.me)[-1] == "saw-doubt"
    end_doubt(by=world.as_yara)
    assert not [one for one in reasons_for(actor(other)) if one.doubt]


def test_doubt_can_be_told_only_to_who_guides(world: World) -> None:
    stranger = make_staff(Role.MENTOR, world.school, make_group(world.school, "3B"))
    assert [guide.first for guide in guides_of(world.yara)] == ["Mila"]
    for viewer in (staff_row(stranger), staff_row(world.teacher), world.bo):
        with pytest.raises(SchoolPerson.DoesNotExist):
            tell_doubt(by=world.as_yara, learner=world.yara.pk, words="", viewers=[viewer.pk])
    with pytest.raises(SchoolPerson.DoesNotExist):
        tell_doubt(by=actor(world.mate), learner=world.yara.pk, words="", viewers=[])


def test_talked_about_writes_to_the_learner_and_rests(world: World) -> None:
    talked_about(by=world.as_mentor, learner=world.yara.pk, key="no-talk", note="Tot dinsdag")
    assert signs_of(world) == []
    assert [note.note for note in notes_to(world.as_yara)] == ["Tot dinsdag"]
    assert notes_to(actor(world.mate)) == []
    assert "dinsdag" not in str(list(Mail.objects.values()))
    with pytest.raises(ValidationError):
        talked_about(by=world.as_mentor, learner=world.yara.pk, key="no-talk")
    with pytest.raises(ValidationError):
        talked_about(by=world.as_mentor, learner=world.bo.pk, key="score")


def _strangers(world: World) -> list[Any]:
    other = make_group(world.school, "3B")
    return [
        world.as_teacher,
        actor(make_staff(Role.MENTOR, world.school, other)),
        actor(make_staff(Role.MANAGER, world.school, world.group)),
        replace(world.as_mentor, has_second_factor=False),
        world.as_yara,
    ]


def test_reasons_of_a_class_are_unknown_to_others(world: World) -> None:
    for who in _strangers(world):
        assert reasons_for(who) == []
        with pytest.raises(SchoolPerson.DoesNotExist):
            talked_about(by=who, learner=world.yara.pk, key="no-talk")


def _left(world: World) -> None:
    SchoolPerson.objects.filter(pk=world.yara.pk).update(ended=timezone.localdate())


def _mentor_left(world: World) -> None:
    SchoolPerson.objects.filter(pk=staff_row(world.mentor).pk).update(ended=timezone.localdate())


@pytest.mark.parametrize("happens", [_left, _mentor_left])
def test_reasons_end_with_leaving(happens: Callable[[World], None], world: World) -> None:
    assert signs_of(world)
    happens(world)
    assert signs_of(world) == []
