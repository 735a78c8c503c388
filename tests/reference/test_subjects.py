"""Subjects, profiles, demands and steps of the embedded catalogue, as pages ask for them."""

from pathlib import Path

import pytest

from tests.reference.factories import load_small
from wending.reference.models import AdmissionRule
from wending.reference.queries.programmes import programme
from wending.reference.queries.steps import level_rules, programme_steps
from wending.reference.queries.subjects import school_profiles, subject_demands, subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")
    return tmp_path


def test_facts_of_a_choice_before_anything_is_loaded_are_none() -> None:
    assert subjects("nl") == school_profiles("nl") == subject_demands() == []
    assert programme_steps("nl") == level_rules("nl") == []


@pytest.mark.usefixtures("catalogue")
def test_subjects_and_profiles_come_in_both_languages() -> None:
    assert {one.id: one.name for one in subjects("en")}["natuurkunde"] == "physics"
    assert {one.id: one.name for one in subjects("de")}["natuurkunde"] == "natuurkunde"
    assert [one.id for one in school_profiles("nl", "vwo")] == ["CM-VWO", "EM", "NG", "NT"]
    assert [one.id for one in school_profiles("nl", "havo")] == ["CM-HAVO", "EM", "NG", "NT"]
    assert {one.id: one.name for one in school_profiles("en", "havo")}["NT"] == "Nature and Technology"


@pytest.mark.usefixtures("catalogue")
def test_profiles_keep_alternatives_as_groups() -> None:
    health = {one.id: one for one in school_profiles("nl", "vwo")}["NG"]
    assert health.required == (("wiskunde-a", "wiskunde-b"), ("biologie",), ("scheikunde",))
    assert health.choose_one == ("natuurkunde", "nlt", "aardrijkskunde")


@pytest.mark.usefixtures("catalogue")
def test_demands_keep_what_their_rows_say() -> None:
    """By hand from the regulation: medicine asks biology of NT, physics of NG, and lets no other profile in."""
    medicine = {one.profile: one for one in subject_demands("vwo") if "wo-geneeskunde" in one.programmes}
    assert {profile: one.subjects for profile, one in medicine.items()} == {
        "NT": (("biologie",),),
        "NG": (("natuurkunde",),),
    }
    assert medicine["NT"].since == "2014-09-01"
    assert "bijlage A" in medicine["NT"].source
    assert medicine["NT"].is_certain
    teacher = next(one for one in subject_demands("havo") if "hbo-pabo" in one.programmes)
    assert teacher.subjects == (("aardrijkskunde",), ("geschiedenis",), ("natuurkunde", "biologie", "nlt"))
    assert teacher.kind == "test"
    assert len(subject_demands()) == sum(
        len(subject_demands(level)) for level in ("vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl", "havo", "vwo")
    )


@pytest.mark.usefixtures("catalogue")
def test_most_programmes_of_higher_education_have_demands() -> None:
    told = {key for one in subject_demands() for key in one.programmes}
    untold = {one.id for one in programme_steps("nl") if one.level in ("hbo-bachelor", "wo-bachelor")} - told
    assert untold == {
        *("hbo-creative-writing", "hbo-cultureel-erfgoed", "hbo-docent-beeldend", "hbo-optometrie"),
        *("hbo-orthopedische-technologie", "hbo-sportkunde", "wo-geschiedenis", "wo-onderwijswetenschappen"),
    }


@pytest.mark.usefixtures("catalogue")
def test_programme_steps_say_what_programmes_say() -> None:
    steps = {one.id: one for one in programme_steps("en")}
    assert len(steps) == 403
    carer = steps["mbo3-verzorgende"]
    shown = programme("mbo3-verzorgende", "en")
    assert shown
    assert (carer.name, carer.sector, carer.level) == (shown.item.name, "zorg", "mbo-3")
    assert carer.entry == tuple(level.id for level in shown.item.entry)
    assert {*carer.occupations} == {one.uri for one in shown.occupations}
    assert "code-95" not in steps


@pytest.mark.usefixtures("catalogue")
def test_level_rules_tell_which_are_between_levels() -> None:
    rules = {one.id: one for one in level_rules("nl")}
    assert len(rules) == AdmissionRule.objects.count()
    assert rules["tl-havo"].is_between_levels
    assert (rules["tl-havo"].from_level, rules["tl-havo"].to_level, rules["tl-havo"].kind) == (
        "vmbo-tl",
        "havo",
        "right",
    )
    assert rules["tl-havo"].since == "2020-08-01"
    # Only for the pabo, from anywhere, and no right: none of these is a step between levels.
    others = ("pabo-eisen-havo", "geen-entree", "kb-niet-havo", "toets-21-hbo")
    assert not any(rules[key].is_between_levels for key in others)
    assert rules["pabo-eisen-havo"].only_for == ("hbo-pabo",)
    assert rules["geen-entree"].from_level == ""
