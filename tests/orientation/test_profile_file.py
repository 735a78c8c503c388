"""The profile as a file: what it becomes, what is refused, and that it says the same as its JSON Schema."""

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from wending.engine.fit import OwnSkill, PastOccupation, Profile, SectorWish, Weights
from wending.orientation.rules.profile_file import ProfileFile


def read(told: dict[str, Any]) -> ProfileFile:
    """Return the profile file of plain values, as they come from JSON."""
    return ProfileFile.model_validate(json.loads(json.dumps(told)))


def test_profile_of_nothing_is_empty() -> None:
    assert read({}).profile() == Profile()
    assert read({}).engine_weights() == Weights()


def test_profile_takes_everything_over() -> None:
    told = read(
        {
            "skills": [{"uri": "urn:a", "level": 0.5, "certainty": 0.8}, {"uri": "urn:b"}],
            "occupations": [{"uri": "urn:o", "years": 3, "yearsAgo": 2}],
            "education": {"level": "4+", "field": "0913"},
            "interests": {"C": 6, "R": 1, "I": 2, "A": 3, "S": 4, "E": 5},
            "values": dict.fromkeys(
                ("achievement", "conditions", "recognition", "relationships", "support", "independence"), 2
            ),
            "preferences": {"avoid": ["lifting"], "hours": {"min": 20, "max": 32}, "sectorWish": "leave"},
            "weights": {"interests": 1, "level": 0},
        }
    )

    profile = told.profile()

    assert profile.skills == (OwnSkill("urn:a", 0.5, 0.8), OwnSkill("urn:b"))
    assert profile.past == (PastOccupation("urn:o", 3, 2),)
    assert (profile.level, profile.field) == (4.5, "http://data.europa.eu/esco/isced-f/0913")
    assert profile.riasec == (1, 2, 3, 4, 5, 6)
    assert profile.values == (2,) * 6
    assert profile.preferences.limits == {"lifting"}
    assert profile.preferences.hours == (20, 32)
    assert profile.preferences.sector_wish is SectorWish.LEAVE
    assert (told.engine_weights().interests, told.engine_weights().level) == (1, 0)
    assert told.engine_weights().essential == Weights().essential


@pytest.mark.parametrize("level", ["1", "2", "3", "4", "5", "6", "7", "8"])
def test_profile_level_is_the_number(level: str) -> None:
    assert read({"education": {"level": level}}).profile().level == int(level)


def test_profile_last_word_on_a_skill_counts() -> None:
    told = read({"skills": [{"uri": "urn:a", "level": 0.1}, {"uri": "urn:b"}, {"uri": "urn:a", "level": 0.9}]})

    assert told.profile().skills == (OwnSkill("urn:a", 0.9), OwnSkill("urn:b"))


def test_engine_weights_all_zero_are_the_usual_ones() -> None:
    assert read({"weights": dict.fromkeys(Weights().__dict__, 0)}).engine_weights() == Weights()


@pytest.mark.parametrize(
    "told",
    [
        {"skils": []},
        {"skills": [{"level": 1}]},
        {"skills": [{"uri": "a b"}]},
        {"skills": [{"uri": "urn:a", "level": 1.1}]},
        {"skills": [{"uri": "urn:a", "certainty": -0.1}]},
        {"skills": [{"uri": "urn:a", "level": "1"}]},
        {"skills": [{"uri": "urn:a"}] * 501},
        {"occupations": [{"uri": "urn:o", "years": -1}]},
        {"education": {"level": 4}},
        {"education": {"level": "9"}},
        {"education": {"field": "9"}},
        {"interests": {"R": 1}},
        {"weights": {"level": 2}},
        {"preferences": {"sectorWish": "maybe"}},
    ],
)
def test_profile_file_refuses_what_is_out_of_range(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        read(told)


SCHEMA = ProfileFile.model_json_schema()


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "skills": st.lists(
                st.fixed_dictionaries(
                    {"uri": st.sampled_from(["urn:a", "urn:b", "a b", ""])},
                    optional={"level": st.floats(-0.2, 1.2), "certainty": st.sampled_from([0, 1, 2, None, "1"])},
                ),
                max_size=4,
            ),
            "education": st.fixed_dictionaries({}, optional={"level": st.sampled_from(["1", "4+", "x", 4, None])}),
            "weights": st.fixed_dictionaries({}, optional={"level": st.floats(-1, 2)}),
        },
    )
)
def test_profile_file_accepts_exactly_what_its_schema_allows(told: dict[str, Any]) -> None:
    try:
        read(told).profile()
        is_accepted = True
    except ValidationError:
        is_accepted = False

    assert is_accepted == jsonschema_rs.is_valid(SCHEMA, told)
