"""Rules of learning: what is told and kept, subjects in fields, who may enter, chances, neighbours, choices."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.orientation.test_rules import JSON
from wending.orientation.queries import study_words
from wending.orientation.rules import study as s
from wending.orientation.rules import study_choices as c
from wending.orientation.rules.admission import STATUSES, Admission, admission, nlqf_number
from wending.orientation.rules.chance import CHANCES, chance_value, is_bad_chance
from wending.orientation.rules.neighbours import neighbours
from wending.reference.sources.catalogue.fields import ISCED_F
from wending.reference.sources.catalogue.programme_rows import MODES

KEYS = ["level", "liked", "disliked", "ways", "region", "distance"]


@dataclass(frozen=True)
class Rule:
    """A rule of admission for a test."""

    from_level: str
    to_level: str
    kind: str = "right"
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taught:
    """A programme for a test."""

    id: str
    skills: frozenset[str]
    occupations: frozenset[str] = field(default_factory=frozenset)


RULES = [
    Rule("vmbo-tl", "mbo-4"),
    Rule("vmbo-tl", "havo", "condition"),
    Rule("havo", "hbo-bachelor"),
    Rule("mbo-4", "hbo-bachelor"),
    Rule("mbo-2", "mbo-3"),
    Rule("mbo-2", "mbo-4", "condition"),
    Rule("hbo-bachelor", "wo-master", "condition"),
    Rule("", "hbo-bachelor", "test"),
    Rule("mbo-3", "hbo-bachelor", "right", ("hbo-apart",)),
]
NLQF = {"mbo-2": 2.0, "mbo-3": 3.0, "mbo-4": 4.0, "havo": 4.0, "vmbo-tl": 2.0, "hbo-bachelor": 6.0, "wo-master": 7.0}


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_study_from_json_takes_anything(raw: dict[str, Any]) -> None:
    told = s.study_from_json(raw)
    assert s.study_from_json({key: getattr(told, key) for key in KEYS}) == told


def test_study_from_json_keeps_what_is_known_and_never_a_subject_twice() -> None:
    raw = {"level": "mbo-3", "liked": ["lo", "x", "biologie"], "disliked": ["lo", "muziek"], "ways": ["work", "slaap"]}
    told = s.study_from_json(raw | {"region": "AM'; --", "distance": "far"})
    assert told == s.Study("mbo-3", ("biologie", "lo"), ("muziek",), ("work",), "", "anywhere")


def test_subjects_are_parts_of_fields_that_exist() -> None:
    for subject, columns in s._FIELDS.items():
        for beginning in " ".join(columns).split():
            assert any(code.startswith(beginning) for code in ISCED_F), (subject, beginning)
        assert any(s.subject_share(subject, code) > 0 for code in ISCED_F), subject


def test_ways_cover_every_mode_once() -> None:
    assert sorted(mode for modes in s.WAYS.values() for mode in modes) == sorted(MODES)


def test_everything_that_can_be_told_has_words() -> None:
    assert set(study_words.SCHOOL_LEVELS) == set(s.SCHOOL_LEVELS)
    assert set(study_words.SUBJECTS) == set(s.SUBJECTS)
    assert set(study_words.WAYS) == set(s.WAYS)
    assert set(study_words.DISTANCES) == set(s.DISTANCES)
    assert set(study_words.ADMISSION) == set(STATUSES)
    assert set(study_words.WHEN) == set(c.WHEN)
    assert set(study_words.AXES) == set(study_words.VERDICTS) == set(c.ORDERS)
    assert set(study_words.CHANCES) == set(CHANCES)
    assert {status for statuses in c.WHEN.values() for status in statuses} == set(STATUSES)


@pytest.mark.parametrize(
    ("own", "level", "expected"),
    [
        ("vmbo-tl", "mbo-4", Admission("now")),
        ("mbo-2", "mbo-4", Admission("maybe")),
        ("havo", "mbo-4", Admission("same")),
        ("havo", "mbo-2", Admission("same")),
        ("vmbo-tl", "hbo-bachelor", Admission("later", ("mbo-4",))),
        ("vmbo-tl", "wo-master", Admission("later", ("mbo-4", "hbo-bachelor"))),
        ("mbo-2", "hbo-bachelor", Admission("later", ("mbo-4",))),
        ("mbo-3", "hbo-bachelor", Admission("maybe")),
        ("mbo-3", "wo-master", Admission("unknown")),
        ("", "mbo-4", Admission("unknown")),
        ("havo", "", Admission("unknown")),
    ],
)
def test_admission_by_rules_between_levels(own: str, level: str, expected: Admission) -> None:
    assert admission(own, level, "any", RULES, NLQF) == expected


def test_admission_hears_a_rule_for_one_programme_only_there() -> None:
    assert admission("mbo-3", "hbo-bachelor", "hbo-apart", RULES, NLQF).status == "now"


def test_admission_by_right_is_not_enough_where_a_programme_asks_more() -> None:
    fixus = [*RULES, Rule("", "hbo-bachelor", "condition", ("hbo-fixus",))]
    assert admission("havo", "hbo-bachelor", "hbo-fixus", fixus, NLQF).status == "maybe"
    assert admission("havo", "hbo-bachelor", "any", fixus, NLQF).status == "now"


@given(st.sampled_from(sorted(NLQF)), st.sampled_from(sorted(NLQF)), st.permutations(RULES))
def test_admission_does_not_depend_on_the_order_of_rules(own: str, level: str, rules: list[Rule]) -> None:
    found = admission(own, level, "any", rules, NLQF)
    assert found.status == admission(own, level, "any", RULES, NLQF).status
    assert len(found.via) == len(admission(own, level, "any", RULES, NLQF).via)


def test_chances_of_the_source_by_words() -> None:
    assert [chance_value(word) for word in CHANCES] == sorted(CHANCES.values())
    assert chance_value("iets anders") is None
    assert [is_bad_chance(word) for word in (" Gering ", "matig", "voldoende", "?")] == [True, True, False, False]
    assert (nlqf_number("4+"), nlqf_number("6"), nlqf_number("")) == (4.5, 6.0, None)


def test_neighbours_share_skills_or_work_nearest_first() -> None:
    own = Taught("own", frozenset("abcd"), frozenset({"x"}))
    same, near = Taught("same", frozenset("abcd")), Taught("near", frozenset("abcefgh"))
    work, far = Taught("work", frozenset("zyw"), frozenset({"x", "y"})), Taught("far", frozenset("abxyz"))
    assert neighbours(own, [far, near, own, work, same], 9) == ["same", "work", "near"]
    assert neighbours(own, [far, near, own, work, same], 1) == ["same"]
    assert neighbours(own, [Taught("none", frozenset()), own], 9) == []


def test_study_choices_survive_the_address() -> None:
    sectors = ("zorg", "ict")
    told = c.StudyChoices(("now",), ("work", "online"), ("ict",), "prospects", 3)
    lists: dict[str, list[str]] = {}
    for pair in told.query(page=3).split("&"):
        name, _, value = pair.partition("=")
        lists.setdefault(name, []).append(value)
    assert c.read_study_choices(lists, sectors) == told
    assert c.StudyChoices().query() == ""


def test_study_choices_begin_with_what_is_open_now_for_who_told_a_diploma() -> None:
    assert c.read_study_choices({}, (), has_level=True).when == ("now",)
    assert c.read_study_choices({}, ()).when == ()
    # Whoever sends the form without that filter sees everything.
    assert c.read_study_choices({"volgorde": ["pleasure"]}, (), has_level=True).when == ()


@given(st.dictionaries(st.sampled_from(["wanneer", "manier", "sector", "volgorde", "pagina"]), st.lists(st.text())))
def test_study_choices_take_anything(lists: dict[str, list[str]]) -> None:
    read = c.read_study_choices(lists, ("zorg",))
    assert 1 <= read.page <= c.MOST_PAGE
    assert read.order in c.ORDERS
