"""Rosters and their plans: laws on random rosters, and each conflict by name."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.school.rules.roster import ROLES, STAFF, Finding, Group, Membership, Person, Place, Roster, School, Year
from wending.school.rules.roster_plan import KINDS, Change, Move, applied, plan

SCHOOLS = ("s1", "s2")
HOMES, COURSES = ("h1", "h2", "h3"), ("c1", "c2")
_names = st.sampled_from(["", "Ada", "Bo", "Çem"])


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Return a whole roster without conflicts: all groups are there, people differ."""
    groups = [
        Group(key, draw(_names), draw(st.sampled_from(SCHOOLS)), "y", home=key in HOMES) for key in HOMES + COURSES
    ]
    numbers = draw(st.sets(st.integers(0, 9)))
    staff = [
        Person(f"t{number}", draw(_names), last="T", roles=frozenset({"teacher"}))
        for number in draw(st.sets(st.integers(0, 3)))
    ]
    learners = []
    for number in sorted(numbers):
        joined = [*draw(st.sets(st.sampled_from(HOMES), max_size=1)), *draw(st.sets(st.sampled_from(COURSES)))]
        mentors = draw(st.sets(st.sampled_from([person.id for person in staff]))) if staff else set()
        learners.append(
            Person(
                f"l{number}",
                draw(_names),
                draw(st.sampled_from(["", "van"])),
                "L",
                school=draw(st.sampled_from(SCHOOLS)),
                roles=frozenset({"learner"}),
                memberships=frozenset(Membership(key, "learner", date(2026, 8, 1)) for key in joined),
                mentors=frozenset(mentors),
            )
        )
    schools = tuple(School(key, draw(_names)) for key in SCHOOLS)
    return Roster(schools, (Year("y", draw(_names)),), tuple(groups), (*learners, *staff), whole=ROLES)


def content(roster: Roster) -> dict[str, dict[str, object]]:
    """Return what a roster holds, without its order."""
    return {kind: {record.id: record for record in getattr(roster, kind)} for kind in KINDS}


@given(rosters(), rosters())
@settings(max_examples=60, deadline=None)
def test_applied_plan_of_a_whole_roster_gives_that_roster(old: Roster, new: Roster) -> None:
    steps = plan(old, new, confirmed=True)
    assert content(applied(old, steps)) == content(new)
    assert plan(applied(old, steps), new).empty


@given(rosters())
@settings(max_examples=30, deadline=None)
def test_plan_of_a_roster_with_itself_is_empty(roster: Roster) -> None:
    steps = plan(roster, roster)
    assert steps.empty
    assert not steps.refused
    assert len(steps.unchanged) == sum(len(getattr(roster, kind)) for kind in KINDS)


@given(rosters(), rosters(), st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_plan_does_not_depend_on_the_order(old: Roster, new: Roster, seed: int) -> None:
    shuffle = random.Random(seed)

    def mixed(roster: Roster) -> Roster:
        return replace(
            roster, **{kind: tuple(shuffle.sample(getattr(roster, kind), len(getattr(roster, kind)))) for kind in KINDS}
        )

    assert plan(mixed(old), mixed(new)) == plan(old, new)


@given(rosters(), rosters())
@settings(max_examples=40, deadline=None)
def test_plan_of_a_partial_roster_ends_nobody(old: Roster, new: Roster) -> None:
    # Slow twin: all that was there, with what the new one says over it. Mentors stay, as nobody leaves.
    steps = plan(old, replace(new, whole=frozenset()))
    assert not steps.ended
    before, after = content(old), content(new)
    assert content(applied(old, steps)) == {kind: before[kind] | after[kind] for kind in KINDS}


ADA = Person("1", "Ada", last="Bos", local="1", school="s", roles=frozenset({"learner"}), place=Place("l.csv", 2))
HOME, OTHER = Group("3a", "3A", "s", "y", home=True), Group("3b", "3B", "s", "y", home=True)
MENTOR = Person("staff/7", "Kim", last="Vos", local="7", school="s", roles=frozenset({"teacher"}))
BASE = Roster((School("s"),), (Year("y"),), (HOME, OTHER), (ADA, MENTOR), ROLES)


def with_people(*people: Person, **changes: object) -> Roster:
    """Return the base with other people."""
    return replace(BASE, people=people, **changes)


def in_group(*groups: str, **when: date) -> frozenset[Membership]:
    """Return memberships of a learner."""
    return frozenset(Membership(group, "learner", **when) for group in groups)


CONFLICTS = {
    "another-name": with_people(ADA, replace(ADA, first="Bo"), MENTOR),
    "another-school": with_people(ADA, replace(ADA, school="s2"), MENTOR, schools=(School("s"), School("s2"))),
    "another-number": with_people(ADA, replace(ADA, abbreviation="x"), MENTOR),
    "two-home-groups": with_people(replace(ADA, memberships=in_group("3a", "3b")), MENTOR),
    "group-absent": with_people(replace(ADA, memberships=in_group("9z")), MENTOR),
    "mentor-unknown": with_people(replace(ADA, mentors=frozenset({"staff/9"})), MENTOR),
    "mentor-unknown-learner": with_people(replace(ADA, mentors=frozenset({"1"})), MENTOR),
    "school-absent": with_people(replace(ADA, school="q"), MENTOR),
    "year-absent": replace(BASE, groups=(replace(HOME, year="q"),)),
    "two-ways": replace(BASE, groups=(HOME, replace(HOME, name="3C"))),
    "ends-before-begin": replace(BASE, years=(Year("y", "", date(2026, 8, 1), date(2026, 7, 31)),)),
    "leaves-before-joining": with_people(
        replace(ADA, memberships=in_group("3a", begins=date(2026, 9, 1), ends=date(2026, 8, 1))), MENTOR
    ),
}


@pytest.mark.parametrize("code", CONFLICTS)
def test_conflict_refuses_the_roster_as_a_whole(code: str) -> None:
    steps = plan(BASE, CONFLICTS[code], confirmed=True)
    assert [finding.code for finding in steps.findings] == [code.removesuffix("-learner")]
    assert steps.refused
    assert steps.empty
    with pytest.raises(ValueError, match="refused"):
        applied(BASE, steps)


def test_conflict_names_the_later_row_and_the_earlier() -> None:
    other = replace(ADA, last="Bosch", place=Place("l.csv", 9))
    (finding,) = plan(BASE, with_people(other, ADA, MENTOR)).findings
    assert (finding.file, finding.line) == ("l.csv", 9)
    assert (finding.code, finding.about) == ("another-name", ("1", "l.csv", 2))


@pytest.mark.parametrize(("begins", "refused"), [(date(2027, 1, 1), False), (date(2026, 12, 31), True)])
def test_home_groups_one_after_the_other_are_no_conflict(begins: date, refused: bool) -> None:
    both = in_group("3a", ends=date(2026, 12, 31)) | in_group("3b", begins=begins)
    assert plan(BASE, with_people(replace(ADA, memberships=both), MENTOR)).refused == refused


def test_rows_about_one_person_are_put_together() -> None:
    rows = [replace(ADA, memberships=in_group(key)) for key in ("3a", "c")]
    new = with_people(*rows, MENTOR, groups=(HOME, OTHER, Group("c", school="s", year="y")))
    (move,) = plan(BASE, new).moved
    assert {each.group for each in move.memberships} == {"3a", "c"}


def test_learner_in_another_home_group_has_moved() -> None:
    old = with_people(replace(ADA, memberships=in_group("3a")), MENTOR)
    new = with_people(replace(ADA, last="Bosch", memberships=in_group("3b")), MENTOR)
    steps = plan(old, new)
    assert steps.moved == (Move("1", frozenset({"3a"}), frozenset({"3b"}), in_group("3b")),)
    assert steps.changed == (Change("people", "1", "last", "Bos", "Bosch"),)


def many(*numbers: int) -> list[Person]:
    """Return learners by number."""
    return [Person(f"l{number}", last="L", roles=frozenset({"learner"})) for number in numbers]


@pytest.mark.parametrize(("left", "stops"), [(9, False), (8, False), (7, True)])
def test_plan_stops_when_more_than_a_fifth_would_end(left: int, stops: bool) -> None:
    old, new = with_people(*many(*range(10))), with_people(*many(*range(left)))
    steps = plan(old, new)
    assert (steps.needs_confirmation, steps.refused) == (stops, stops)
    assert len(steps.ended) == 10 - left
    assert not plan(old, new, confirmed=True).refused


def test_safety_stop_counts_only_people_whom_the_file_is_about() -> None:
    staff = [Person(f"t{number}", last="T", roles=frozenset({"teacher"})) for number in range(90)]
    old = with_people(*many(*range(10)), *staff)
    steps = plan(old, replace(with_people(*many(*range(7))), whole=frozenset({"learner"})))
    assert steps.needs_confirmation
    assert {key for _, key in steps.ended} == {"l7", "l8", "l9"}


def test_whole_file_of_staff_leaves_learners_alone() -> None:
    steps = plan(with_people(*many(1), MENTOR), with_people(MENTOR, whole=STAFF))
    assert steps.empty


def test_leaver_ends_without_a_whole_file() -> None:
    old = with_people(*many(*range(10)))
    steps = plan(old, Roster(leavers=frozenset({"l3"})))
    assert steps.ended == (("people", "l3"),)


def test_person_with_a_new_key_and_the_same_number_is_told() -> None:
    new = with_people(replace(ADA, id="eck"), MENTOR)
    (finding,) = plan(BASE, new, confirmed=True).findings
    assert (finding.code, finding.about) == ("number-of-another", ("1", "1", "eck"))
    assert not finding.grave


def test_grave_finding_of_reading_refuses() -> None:
    assert plan(BASE, BASE, found=[Finding("l.csv", 3, "no-name", grave=True)]).refused
    assert not plan(BASE, BASE, found=[Finding("l.csv", 3, "no-group", ("x",))]).refused


def test_mentees_are_the_learners_of_a_mentor() -> None:
    assert with_people(replace(ADA, mentors=frozenset({"staff/7"})), MENTOR).mentees("staff/7") == ("1",)
