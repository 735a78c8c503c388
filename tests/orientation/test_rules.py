"""Rules of orientation: the profile of a session, choices in an address, conditions, interests, words of a fit."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wending.engine.fit import Effort
from wending.orientation.rules import choices as c
from wending.orientation.rules import profile as p
from wending.orientation.rules.conditions import CONDITIONS, conditions_met
from wending.orientation.rules.fit_words import band, distance, grouped
from wending.orientation.rules.interests import LETTERS, TILES, interest_scores
from wending.orientation.rules.outside import ACTIVITIES, SKILL_PREFIX, skills_from
from wending.orientation.rules.study import Study

FULL = p.SessionProfile(
    work=(p.Work("w1", 8, 1), p.Work("w2")),
    skills=(p.Skill("s1", 3), p.Skill("s2", 1, "outside")),
    declined=("s9",),
    outside=("cook",),
    education_level="4+",
    education_field="09",
    interests=("care", "build"),
    wishes=p.Wishes(("support",), "leave", 24, ("lifting",)),
    study=Study("havo", ("biologie",), ("wiskunde",), ("work",), "AM01", "region"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def test_profile_survives_the_session() -> None:
    assert p.profile_from_json(json.loads(json.dumps(FULL.to_json()))) == FULL


@given(st.dictionaries(st.sampled_from(sorted(FULL.to_json())), JSON))
def test_profile_from_json_takes_anything(raw: dict[str, Any]) -> None:
    profile = p.profile_from_json(raw)
    assert p.profile_from_json(json.loads(json.dumps(profile.to_json()))) == profile


@pytest.mark.parametrize("raw", [None, 3, "x", [], {"work": "x"}, {"skills": [{"uri": 3}]}, {"wishes": []}])
def test_profile_from_json_without_a_profile_is_empty(raw: object) -> None:
    assert p.profile_from_json(raw).is_empty


def test_profile_from_json_leaves_out_what_is_out_of_range() -> None:
    raw = {
        "work": [{"uri": "w", "years": 99, "years_ago": -1}],
        "skills": [{"uri": "s", "level": 7, "source": "?"}],
        "education_level": "9",
        "interests": ["care", "care", "nothing"],
        "wishes": {"values": ["support", "x"], "sector": "up", "hours": 999, "avoided": ["lifting", "air"]},
    }
    profile = p.profile_from_json(raw)
    assert profile.work == (p.Work("w", 2, 0),)
    assert profile.skills == (p.Skill("s", 2, "suggested"),)
    assert (profile.education_level, profile.interests) == ("", ("care",))
    assert profile.wishes == p.Wishes(("support",), "any", None, ("lifting",))


def test_with_work_that_is_known_changes_it_in_its_place() -> None:
    assert FULL.with_work(p.Work("w1", 1, 4)).work == (p.Work("w1", 1, 4), p.Work("w2"))


def test_with_work_stops_at_the_most() -> None:
    profile = p.SessionProfile()
    for number in range(p.MOST_WORK + 5):
        profile = profile.with_work(p.Work(f"w{number}"))
    assert len(profile.work) == p.MOST_WORK


def test_without_skill_remembers_that_it_is_not_there_until_it_is_told_again() -> None:
    without = FULL.without_skill("s1")
    assert [skill.uri for skill in without.skills] == ["s2"]
    assert without.declined == ("s9", "s1")
    again = without.with_skill(p.Skill("s1"))
    assert again.declined == ("s9",)
    assert p.Skill("s1") in again.skills


def test_with_skill_that_is_known_keeps_its_source() -> None:
    assert p.Skill("s2", 3, "outside") in FULL.with_skill(p.Skill("s2", 3, "text")).skills


def test_steps_done_names_what_was_told() -> None:
    assert not any(p.SessionProfile().steps_done().values())
    assert all(FULL.steps_done().values())
    assert p.SessionProfile(interests=("care",)).can_rank
    assert not p.SessionProfile(education_level="4", wishes=p.Wishes(("support",))).can_rank


def test_interest_scores_are_shares_per_letter() -> None:
    assert interest_scores([]) == {}
    scores = interest_scores(["care", "teach", "listen", "build", "nothing"])
    assert scores["S"] == 1.0
    assert scores["R"] == pytest.approx(1 / 3)
    assert scores["E"] == 0.0
    assert all(list(TILES.values()).count(letter) == 3 for letter in LETTERS)


def test_skills_from_activities_say_which_activity_leads_to_them() -> None:
    found = skills_from(("sports_trainer", "first_aid", "nothing"))
    shared = [uri for uri, why in found.items() if why == ["sports_trainer", "first_aid"]]
    assert len(shared) == 1
    assert all(uri.startswith(SKILL_PREFIX) for uri in found)
    assert all(len(skills) == len(set(skills)) >= 4 for skills in ACTIVITIES.values())


def test_conditions_met_only_warns_for_what_is_avoided() -> None:
    lifting = SKILL_PREFIX + CONDITIONS["lifting"][0]
    heights = SKILL_PREFIX + CONDITIONS["heights"][0]
    assert conditions_met(["driving", "lifting"], [lifting, heights]) == ("lifting",)
    assert conditions_met(["lifting"], []) == ()


def test_read_choices_of_nothing_is_usual() -> None:
    assert c.read_choices({}).query() == ""
    assert c.read_choices({"w_skills": ["0"]}).weight("skills") == 0


def test_read_choices_survives_its_own_address() -> None:
    from urllib.parse import parse_qs

    asked = c.read_choices(
        {
            "niveau": ["low"],
            "groep": ["2", "5"],
            "stap": ["training"],
            "w_past": ["4"],
            "verrassend": ["1"],
            "pagina": ["3"],
        }
    )
    assert c.read_choices(parse_qs(asked.query(page=3))) == asked
    assert asked.query(page=1) == asked.query()


@given(
    st.dictionaries(
        st.sampled_from(["niveau", "groep", "stap", "w_skills", "pagina", "verrassend"]), st.lists(st.text())
    )
)
def test_read_choices_takes_anything(lists: dict[str, list[str]]) -> None:
    choices = c.read_choices(lists)
    assert 1 <= choices.page <= c.MOST_PAGE
    assert all(0 <= choices.weight(part) <= c.MOST for part in c.WEIGHTS)


def test_read_choices_with_every_weight_at_zero_is_usual() -> None:
    assert c.read_choices({f"w_{part}": ["0"] for part in c.WEIGHTS}).weight("skills") == c.USUAL


def test_band_rises_with_the_total() -> None:
    assert [band(total) for total in (0.9, 0.4, 0.3, 0.0)] == ["great", "good", "some", "little"]


def test_grouped_leaves_unknown_parts_out() -> None:
    parts = {"a": 0.2, "b": None, "c": 1.0, "d": None}
    weights = {"a": 1.0, "b": 5.0, "c": 3.0, "d": 1.0}
    assert grouped(parts, weights, {"x": ("a", "b", "c"), "y": ("d",)}) == {"x": pytest.approx(0.8), "y": None}


@given(st.sampled_from(list(Effort)), st.floats(-1, 2))
def test_distance_lies_in_the_quarter_of_its_effort_class(effort: Effort, missing: float) -> None:
    place = list(Effort).index(effort)
    assert place / 4 <= distance(effort, missing) <= (place + 1) / 4
    assert distance(effort, missing) <= distance(effort, missing + 0.1)
