"""The pure rules: likeness of activities, where a lesson matters, gaps and doubles of a line."""

from collections.abc import Mapping
from importlib.resources import files
from math import log
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.school.factories import an_activity
from wending.dossier.rules.reflection import Competence
from wending.reference.sources.catalogue.rows import read_catalogue, read_rows
from wending.school.rules.alike import alike, overlap
from wending.school.rules.lesson import Matters, occupations_for_lesson
from wending.school.rules.terms import COMPETENCES, SUBJECTS
from wending.school.sources.activities.check import embedded

_CATALOGUE = files("wending.reference.sources.catalogue") / "files"
_TEXTS = st.lists(st.sampled_from(["ik", "zie", "een", "brug", "en", "meet"]), max_size=9).map(" ".join)
NEEDS = {"bakker": {"bake": True, "clean": False}, "kok": {"bake": False, "cook": True}, "lasser": {"weld": True}}
_NEEDS = st.dictionaries(
    st.sampled_from("ABCDE"), st.dictionaries(st.sampled_from("stuv"), st.booleans(), max_size=4), max_size=5
)
_DEMANDS = st.dictionaries(
    st.sampled_from("ABCDEF"), st.dictionaries(st.sampled_from("xy"), st.floats(0, 1), max_size=2), max_size=6
)


def test_subjects_stand_for_subjects_of_the_catalogue_each_at_most_once() -> None:
    known = {row["id"] for row in read_rows(_CATALOGUE / "education/subjects.csv", "", ("id",))}
    named = [code for subject in SUBJECTS.values() for code in subject.same_as]
    assert set(named) <= known
    assert len(named) == len(set(named))


def test_competences_are_those_of_the_record() -> None:
    assert list(COMPETENCES) == list(Competence)


def test_overlap_of_known_texts() -> None:
    # Pairs: meet-de, de-brug | meet-de, de-muur: one of three is shared.
    assert overlap("Meet de brug.", "meet de muur") == pytest.approx(1 / 3)
    assert overlap("Meet", "Meet") == 0


@given(_TEXTS, _TEXTS)
def test_overlap_is_symmetric_within_bounds_and_whole_for_itself(one: str, other: str) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, one) == (1 if len(one.split()) > 1 else 0)


def test_alike_finds_a_copy_under_another_title() -> None:
    first = an_activity()
    copy = an_activity(key="kopie", title="Iets anders")
    other = an_activity(key="ander", steps=("Zoek een plank.", "Zaag hem door.", "Schuur de rand."))
    assert [(one.key, two.key, share) for one, two, share in alike([first, copy, other])] == [
        ("brood-bakken", "kopie", 1.0)
    ]


def test_occupations_for_lesson_known_answer() -> None:
    found = occupations_for_lesson(
        skills=["bake", "weld"], subjects=["physics"], needs=NEEDS, demands={"lasser": {"physics": 0.5}}
    )
    bake, weld = log(1 + 3 / 2), log(1 + 3 / 1)
    assert [match.occupation for match in found] == ["lasser", "bakker", "kok"]
    assert [match.score for match in found] == pytest.approx(
        [2 / 3 * weld / (bake + weld) + 1 / 6, 2 / 3 * bake / (bake + weld), 1 / 3 * bake / (bake + weld)]
    )
    assert [match.skills for match in found] == [("weld",), ("bake",), ("bake",)]
    assert [match.subject_share for match in found] == [0.5, None, None]


def test_occupations_for_lesson_without_known_skill_ranks_by_subject_alone() -> None:
    demands = {"kok": {"a": 0.25}, "lasser": {"a": 1.0, "b": 0.5}, "bakker": {"c": 1.0}}
    found = occupations_for_lesson(skills=["dance"], subjects=["a", "b"], needs=NEEDS, demands=demands)
    assert found == (Matters("lasser", 1.0, (), 1.0), Matters("kok", 0.25, (), 0.25))


def test_occupations_for_lesson_refuses_a_share_above_one() -> None:
    with pytest.raises(ValueError, match="kok: a share of programmes lies from 0 to 1"):
        occupations_for_lesson(skills=[], subjects=["a"], needs={}, demands={"kok": {"a": 30.0}})


def _slowly(
    skills: set[str],
    subjects: set[str],
    needs: Mapping[str, Mapping[str, bool]],
    demands: Mapping[str, Mapping[str, float]],
) -> dict[str, float]:
    """The formula as it stands in the module, occupation by occupation."""
    scores = {}
    for occupation in {*needs, *demands}:
        above = below = 0.0
        for skill in sorted(skills):
            users = [one for one in needs if skill in needs[one]]
            if not users:
                continue
            rarity = log(1 + len(needs) / len(users))
            below += rarity
            if occupation in users:
                above += rarity if needs[occupation][skill] else rarity / 2
        share = max([demands.get(occupation, {}).get(subject, 0.0) for subject in subjects], default=0.0)
        score = 2 / 3 * above / below + 1 / 3 * share if below else share
        if score > 0:
            scores[occupation] = score
    return scores


@given(st.sets(st.sampled_from("stuvw")), st.sets(st.sampled_from("xyz")), _NEEDS, _DEMANDS)
def test_occupations_for_lesson_gives_what_the_slow_twin_gives(
    skills: set[str], subjects: set[str], needs: dict[str, dict[str, bool]], demands: dict[str, dict[str, float]]
) -> None:
    found = occupations_for_lesson(skills=skills, subjects=subjects, needs=needs, demands=demands)
    assert {match.occupation: match.score for match in found} == pytest.approx(
        _slowly(skills, subjects, needs, demands)
    )
    assert all(0 < match.score <= 1 + 1e-12 for match in found)
    assert list(found) == sorted(found, key=lambda match: (-match.score, match.occupation))


def test_occupations_for_lesson_puts_those_an_author_named_high_in_the_real_catalogue() -> None:
    """Authors name occupations by hand; half of those that share a skill must be in the first twentieth."""
    catalogue = read_catalogue(_CATALOGUE)
    needs = {
        row["id"]: {**dict.fromkeys(row.listed("optional"), False), **dict.fromkeys(row.listed("essential"), True)}
        for row in catalogue.occupations
    }
    places = []
    for activity in embedded().activities:
        found = occupations_for_lesson(skills=activity.skills, subjects=[], needs=needs, demands={})
        ranked = [match.occupation for match in found]
        places += [ranked.index(named) / len(needs) for named in activity.occupations if named in ranked]
    assert len(places) > 400
    assert median(places) < 1 / 20
