"""Doors and steps: rules on made-up programmes, beside slow twins, and laws that hold for any rules."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wending.orientation.rules.doors import (
    CLOSED,
    EXTRA,
    NO_MORE,
    NOT_YET,
    OPEN,
    STATES,
    UNKNOWN,
    Choice,
    doors,
    gains,
    tally,
    unmet,
)
from wending.orientation.rules.ladder import Reach, follow_ups, level_reach, programme_reach
from wending.reference.rules.steps import LevelRule, ProgrammeStep, SubjectDemand

TODAY = "2026-11-24"
SUBJECTS = ("wiskunde-a", "wiskunde-b", "natuurkunde", "biologie", "nlt")
PROFILES = ("NT", "NG", "CM")
MATHS = ProgrammeStep("wo-wiskunde", "Wiskunde", "wetenschap", "wo-bachelor", ("vwo",))


def demand(
    profile: str = "",
    subjects: str = "",
    kind: str = "demand",
    since: str = "",
    until: str = "",
    programmes: str = "wo-wiskunde",
    certain: bool = True,
) -> SubjectDemand:
    """Return a demand from vwo."""
    groups = tuple(tuple(part.split("/")) for part in subjects.split("+") if part)
    key = f"{profile}-{subjects}-{since}"
    return SubjectDemand(
        key, tuple(programmes.split()), "vwo", profile, groups, kind, since, until, "the law", is_certain=certain
    )


def one(choice: Choice, *demands: SubjectDemand, programme: ProgrammeStep = MATHS, day: str = TODAY) -> str:
    """Return the state of the door of one programme."""
    return doors([programme], demands, choice, day)[0].state


MATHS_RULES = (demand("NT"), demand("NG", "wiskunde-b"), demand("CM", "wiskunde-b"))


@pytest.mark.parametrize(
    ("choice", "state"),
    [
        (Choice("vwo", "NT"), OPEN),
        (Choice("vwo", "NG", (("wiskunde-a", "wiskunde-b"),)), EXTRA),
        (Choice("vwo", "NG", (("wiskunde-b",),)), OPEN),
        (Choice("vwo", "CM-VWO", (("wiskunde-a", "wiskunde-b", "wiskunde-c"),)), EXTRA),
        (Choice("vwo", "EM"), CLOSED),
        (Choice("vwo"), UNKNOWN),
        (Choice("havo", "NT"), UNKNOWN),
    ],
)
def test_doors_of_maths_by_profile(choice: Choice, state: str) -> None:
    assert one(choice, *MATHS_RULES) == state


def test_doors_tell_the_subjects_of_which_one_opens() -> None:
    door = doors([MATHS], [demand("NG", "natuurkunde/nlt")], Choice("vwo", "NG"), TODAY)[0]
    assert (door.state, door.options, door.missing) == (
        EXTRA,
        ("natuurkunde", "nlt"),
        (("natuurkunde", "nlt"),),
    )


def test_doors_close_when_two_subjects_are_missing() -> None:
    door = doors([MATHS], [demand("NG", "wiskunde-b+natuurkunde")], Choice("vwo", "NG"), TODAY)[0]
    assert (door.state, door.options, door.missing) == (CLOSED, (), (("wiskunde-b",), ("natuurkunde",)))


def test_doors_open_with_one_subject_that_meets_two_groups() -> None:
    # Two of three: one of each pair. With one of them, either other is enough.
    two_of_three = demand("EM", "biologie/natuurkunde+biologie/nlt+natuurkunde/nlt")
    assert one(Choice("vwo", "EM"), two_of_three) == CLOSED
    door = doors([MATHS], [two_of_three], Choice("vwo", "EM", (("nlt",),)), TODAY)[0]
    assert (door.state, door.options) == (EXTRA, ("biologie", "natuurkunde"))


def test_doors_with_a_test_never_close() -> None:
    assert one(Choice("vwo", "CM"), demand("", "natuurkunde+biologie", kind="test")) == EXTRA


def test_doors_do_not_listen_to_advice() -> None:
    assert one(Choice("vwo", "NT"), demand("NT", "nlt", kind="advice")) == UNKNOWN
    assert one(Choice("vwo", "NT"), demand("NT", "nlt", kind="advice"), demand("NT")) == OPEN


def test_doors_take_rules_of_a_level_only_without_own_ones() -> None:
    level = demand("", programmes="wo-bachelor")
    assert one(Choice("vwo", "CM"), level) == OPEN
    assert one(Choice("vwo", "CM"), level, demand("NT")) == CLOSED


@pytest.mark.parametrize(
    ("day", "state", "why"),
    [("2020-08-31", OPEN, NOT_YET), ("2020-09-01", EXTRA, NO_MORE), ("2014-08-31", UNKNOWN, NOT_YET)],
)
def test_doors_leave_out_rules_of_other_days_and_say_so(day: str, state: str, why: str) -> None:
    old = demand("NT", since="2014-09-01", until="2020-08-31")
    new = demand("", "wiskunde-b", since="2020-09-01")
    door = doors([MATHS], [old, new], Choice("vwo", "NT"), day)[0]
    assert (door.state, door.ignored[0][1]) == (state, why)


def test_doors_read_from_an_uncertain_rule_are_uncertain() -> None:
    sure, unsure = demand("NT"), demand("NG", certain=False)
    by_profile = {
        profile: doors([MATHS], [sure, unsure], Choice("vwo", profile), TODAY)[0].is_certain for profile in PROFILES
    }
    assert by_profile == {"NT": True, "NG": False, "CM": False}


def slow_state(programme: ProgrammeStep, demands: list[SubjectDemand], choice: Choice) -> str:
    """The twin: try every set of subjects that the choice can stand for, and every subject more."""
    mine = [rule for rule in demands if rule.from_level == choice.level and rule.kind != "advice"]
    rules = [rule for rule in mine if programme.id in rule.programmes]
    rules = rules or [rule for rule in mine if programme.level in rule.programmes]
    rules = [rule for rule in rules if rule.since <= TODAY and (not rule.until or rule.until >= TODAY)]
    if not rules or (not choice.profile and all(rule.profile for rule in rules)):
        return UNKNOWN
    rules = [rule for rule in rules if rule.profile in ("", choice.profile)]
    # A person has one subject of each owned group; a rule is met for certain when all such persons meet it.
    persons = [set(pick) for pick in itertools.product(*choice.owned)]

    def enters(more: set[str]) -> bool:
        return any(
            all(all(set(group) & (person | more) for group in rule.subjects) for person in persons) for rule in rules
        )

    if enters(set()):
        return OPEN
    if any(enters({subject}) for subject in SUBJECTS) or any(rule.kind == "test" for rule in rules):
        return EXTRA
    return CLOSED


groups = st.lists(st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=3, unique=True).map(tuple), max_size=3)
demanded = st.builds(
    SubjectDemand,
    id=st.text("abc", min_size=1, max_size=3),
    programmes=st.sampled_from([("wo-wiskunde",), ("wo-bachelor",), ("other",), ("wo-wiskunde", "other")]),
    from_level=st.sampled_from(["vwo", "havo"]),
    profile=st.sampled_from(["", *PROFILES]),
    subjects=groups.map(tuple),
    kind=st.sampled_from(["demand", "demand", "test", "advice"]),
    since=st.sampled_from(["", "2014-09-01", "2027-09-01"]),
    until=st.sampled_from(["", "2020-08-31"]),
    is_certain=st.booleans(),
)
all_rules = st.lists(demanded, max_size=6)
# Subjects apart, and at most one group of alternatives: what profiles look like.
owned = st.tuples(
    st.lists(st.sampled_from(SUBJECTS), max_size=3, unique=True),
    st.sampled_from([(), (("wiskunde-a", "wiskunde-b"),)]),
).map(lambda both: (*((subject,) for subject in both[0]), *both[1]))
choices = st.builds(Choice, level=st.just("vwo"), profile=st.sampled_from(["", *PROFILES]), owned=owned)


@given(all_rules, choices)
def test_doors_equal_their_slow_twin(demands: list[SubjectDemand], choice: Choice) -> None:
    assert one(choice, *demands) == slow_state(MATHS, demands, choice)


@given(all_rules, choices, st.sampled_from(SUBJECTS))
def test_a_subject_more_never_closes_a_door(demands: list[SubjectDemand], choice: Choice, subject: str) -> None:
    before, after = (STATES.index(one(now, *demands)) for now in (choice, choice.adding(subject)))
    assert after <= before


@given(all_rules, choices, st.randoms())
def test_the_order_of_subjects_and_of_rules_does_not_matter(
    demands: list[SubjectDemand], choice: Choice, shuffled: Random
) -> None:
    mixed, own = [*demands], [*choice.owned]
    shuffled.shuffle(mixed)
    shuffled.shuffle(own)
    assert one(choice, *demands) == one(Choice(choice.level, choice.profile, tuple(own)), *mixed)


@given(all_rules, choices)
def test_every_programme_has_exactly_one_door(demands: list[SubjectDemand], choice: Choice) -> None:
    programmes = [MATHS, ProgrammeStep("other", "Other", "zorg", "wo-bachelor", ("vwo",))]
    found = doors(programmes, demands, choice, TODAY)
    assert [door.programme for door in found] == ["wo-wiskunde", "other"]
    assert sum(tally(found).values()) == 2


@given(all_rules, choices)
def test_gains_are_what_doors_with_the_subject_open(demands: list[SubjectDemand], choice: Choice) -> None:
    found = gains([MATHS], demands, choice, SUBJECTS, TODAY)
    assert sorted(gain.subject for gain in found) == sorted(SUBJECTS)
    assert [len(gain.opens) for gain in found] == sorted((len(gain.opens) for gain in found), reverse=True)
    for gain in found:
        opens = one(choice, *demands) != OPEN and one(choice.adding(gain.subject), *demands) == OPEN
        assert gain.opens == (("wo-wiskunde",) if opens else ())


def test_unmet_keeps_a_group_that_is_owned_only_perhaps() -> None:
    assert unmet((("wiskunde-b",), ("wiskunde-a", "wiskunde-b")), (("wiskunde-a", "wiskunde-b"),)) == (("wiskunde-b",),)


LADDER = [
    LevelRule("a", "vmbo-tl", "mbo-4", "right"),
    LevelRule("b", "vmbo-tl", "havo", "condition"),
    LevelRule("c", "havo", "hbo-bachelor", "right"),
    LevelRule("d", "mbo-4", "hbo-bachelor", "right"),
    LevelRule("e", "hbo-bachelor", "wo-bachelor", "condition"),
    LevelRule("f", "havo", "vwo", "condition"),
    LevelRule("g", "vmbo-tl", "vwo", "right", until="2019-07-31"),
]


def test_level_reach_takes_the_fewest_steps_and_the_surest_of_them() -> None:
    assert level_reach("vmbo-tl", LADDER, TODAY) == {
        "vmbo-tl": Reach(0, True),
        "mbo-4": Reach(1, True),
        "havo": Reach(1, False),
        # By mbo-4 all along by right, by havo not.
        "hbo-bachelor": Reach(2, True),
        "vwo": Reach(2, False),
        "wo-bachelor": Reach(3, False),
    }
    assert level_reach("vmbo-tl", LADDER, "2019-07-31")["vwo"] == Reach(1, True)


def test_programme_reach_counts_the_programme_itself_and_its_own_entries() -> None:
    nursing = ProgrammeStep("nursing", "", "zorg", "hbo-bachelor", ("havo", "mbo-4"))
    only_havo = ProgrammeStep("only-havo", "", "zorg", "hbo-bachelor", ("havo",))
    anywhere = ProgrammeStep("anywhere", "", "zorg", "mbo-4")
    nowhere = ProgrammeStep("nowhere", "", "zorg", "wo-master", ("wo-bachelor",))
    assert programme_reach("vmbo-tl", [nursing, only_havo, anywhere, nowhere], LADDER, TODAY) == {
        "nursing": Reach(2, True),
        "only-havo": Reach(2, False),
        "anywhere": Reach(1, True),
    }


levels = st.sampled_from("abcde")
ladders = st.lists(
    st.builds(
        LevelRule, id=st.just("r"), from_level=levels, to_level=levels, kind=st.sampled_from(["right", "condition"])
    ),
    max_size=10,
)


@given(ladders, levels)
def test_level_reach_equals_its_slow_twin(rules: list[LevelRule], start: str) -> None:
    def walk(at: str, steps: int, sure: bool, seen: tuple[str, ...]) -> list[tuple[str, int, bool]]:
        found = [(at, steps, sure)]
        for rule in rules:
            if rule.from_level == at and rule.to_level not in seen:
                found += walk(rule.to_level, steps + 1, sure and rule.kind == "right", (*seen, rule.to_level))
        return found

    ways = walk(start, 0, True, (start,))
    slow = {level: min((steps, not sure) for to, steps, sure in ways if to == level) for level, _, _ in ways}
    fast = {level: (reach.steps, not reach.by_right) for level, reach in level_reach(start, rules, TODAY).items()}
    assert fast == slow


def test_follow_ups_come_by_name_or_by_level_in_the_same_sector() -> None:
    mbo = ProgrammeStep("mbo", "", "zorg", "mbo-4")
    hbo = ProgrammeStep("hbo", "", "zorg", "hbo-bachelor", ("mbo-4",))
    elsewhere = ProgrammeStep("law", "", "recht", "hbo-bachelor", ("mbo-4",))
    master = ProgrammeStep("master", "", "recht", "hbo-master", ("hbo-bachelor",), ("hbo",))
    programmes = [mbo, hbo, elsewhere, master]
    assert follow_ups(["mbo"], programmes, 1) == {"hbo"}
    assert follow_ups(["mbo"], programmes, 2) == {"hbo", "master"}
    assert follow_ups(["law"], programmes, 3) == set()
    assert follow_ups([], programmes, 3) == set()
