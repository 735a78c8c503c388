"""Explanations by hand: what covers what and through what, what is missing, how big the step, what is uncertain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.engine.fit_world import NAN, csr, occupation, skill, world
from tests.engine.test_fit_parts import fitted, profiles, seeds
from wending.engine.fit import (
    Doubt,
    Effort,
    FitData,
    FitIndex,
    OwnSkill,
    Part,
    PastOccupation,
    Preferences,
    Profile,
    SectorWish,
    Via,
    Weights,
)
from wending.engine.fit.effort import effort


def care() -> FitIndex:
    """Return two occupations by hand: a nurse needs all a care assistant needs, and more, at a higher level."""
    return FitIndex().fit(
        FitData(
            occupations=("o:assistant", "o:nurse", "o:welder"),
            skills=("s:wash", "s:listen", "s:medicine", "s:diagnose", "s:weld", "s:comfort"),
            essential=csr({(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 1, (1, 2): 1, (1, 3): 1, (2, 4): 1}, 3, 6),
            optional=csr({(0, 5): 1}, 3, 6),
            isco=("5321", "2221", "7212"),
            level_low=np.array([2.0, 6.0, NAN]),
            level_high=np.array([3.0, 6.0, NAN]),
            skill_groups=("g:talk",),
            skill_group_steps=csr({(1, 0): 1, (5, 0): 1}, 6, 1),
            skill_broader=csr({(3, 2): 1}, 6, 6),
            occupation_texts=("wash and help people", "nurse people who are ill", "weld steel"),
            condition_ids=("heavy",),
            conditions=np.array([[0.9], [0.4], [NAN]]),
        )
    )


def test_explain_says_which_own_skill_covers_what_and_how() -> None:
    match = care().explain(Profile(skills=(OwnSkill("s:diagnose"), OwnSkill("s:comfort"))), "o:nurse")

    found = {m.needed: m for m in match.matched}
    assert found["s:diagnose"].via is Via.SELF
    assert found["s:diagnose"].covered == 1
    assert (found["s:medicine"].own, found["s:medicine"].via) == ("s:diagnose", Via.NARROWER)
    assert found["s:medicine"].covered == pytest.approx(0.8)
    assert (found["s:listen"].own, found["s:listen"].via, found["s:listen"].group) == (
        "s:comfort",
        Via.GROUP,
        "g:talk",
    )
    assert found["s:listen"].covered == pytest.approx(0.5 * (1 - np.log(2) / np.log(200)))
    assert "s:wash" not in found
    assert {m.needed for m in match.missing} == {"s:wash", "s:medicine", "s:listen"}


def test_explain_lists_what_is_missing_from_important_to_less_important() -> None:
    match = care().explain(Profile(), "o:assistant")

    importances = [m.importance for m in match.missing]
    assert importances == sorted(importances, reverse=True)
    assert sum(importances) == pytest.approx(1)
    assert [m.is_essential for m in match.missing] == [True, True, False]


def test_transitions_go_more_easily_from_nurse_to_assistant_than_back() -> None:
    index = care()

    down = {t.occupation: t for t in index.transitions("o:nurse")}["o:assistant"]
    up = {t.occupation: t for t in index.transitions("o:assistant")}["o:nurse"]

    assert down.score > up.score
    assert down.match.total > up.match.total
    assert down.match.missing_essential == 0
    assert (down.match.effort, up.match.effort) == (Effort.SMALL_STEP, Effort.LONG_ROUTE)
    assert (down.match.level_gap, up.match.level_gap) == (-4, 3.5)


@pytest.mark.parametrize(
    ("missing", "gap", "level", "expected"),
    [
        (0.0, None, 5.0, Effort.SMALL_STEP),
        (0.25, 0.0, 5.0, Effort.SMALL_STEP),
        (0.26, -2.0, 5.0, Effort.SHORT_LEARNING),
        (0.5, None, 5.0, Effort.SHORT_LEARNING),
        (0.8, None, 5.0, Effort.TRAINING),
        (0.81, None, 5.0, Effort.LONG_ROUTE),
        (0.85, 0.0, 2.0, Effort.SHORT_LEARNING),
        (1.0, 0.0, 2.0, Effort.TRAINING),
        (0.9, 0.0, 7.0, Effort.LONG_ROUTE),
        (0.9, None, None, Effort.TRAINING),
        (0.0, 0.5, 5.0, Effort.TRAINING),
        (0.0, 1.0, 5.0, Effort.TRAINING),
        (0.9, 1.0, 5.0, Effort.LONG_ROUTE),
        (0.0, 1.5, 5.0, Effort.LONG_ROUTE),
    ],
)
def test_effort_of_a_step(missing: float, gap: float | None, level: float | None, expected: Effort) -> None:
    assert effort(missing, gap, level) is expected


def test_explain_of_a_thin_profile_says_why_it_is_uncertain() -> None:
    index = care()

    nothing = index.explain(Profile(), "o:welder")
    little = index.explain(
        Profile(skills=(OwnSkill("s:weld", certainty=0.3), OwnSkill("s:unheard")), level=3.0), "o:welder"
    )

    assert set(nothing.doubts) == {
        Doubt.NO_SKILLS,
        Doubt.NO_LEVEL,
        Doubt.NO_INTERESTS,
        Doubt.OCCUPATION_FEW_SKILLS,
        Doubt.OCCUPATION_LEVEL_ESTIMATED,
        Doubt.OCCUPATION_INTERESTS_UNKNOWN,
    }
    assert nothing.confidence == 0
    assert {Doubt.FEW_SKILLS, Doubt.UNKNOWN_SKILLS} <= set(little.doubts)
    assert Doubt.LOW_CERTAINTY not in little.doubts  # .3 and 1 are .65 on average
    assert 0 < little.confidence < 1


def test_confidence_grows_with_skills_and_with_known_parts() -> None:
    index, _ = fitted(1)
    few = Profile(skills=(OwnSkill(skill(1)),))
    more = Profile(skills=tuple(OwnSkill(skill(k)) for k in range(6)))
    most = replace(more, level=4.0)

    confidences = [index.explain(p, occupation(0)).confidence for p in (few, more, most)]

    assert confidences == sorted(confidences)
    assert len(set(confidences)) == 3


def test_explain_names_the_wishes_an_occupation_goes_against() -> None:
    index = care()
    wishes = Preferences(limits=frozenset({"heavy"}), sector_wish=SectorWish.LEAVE)
    profile = Profile(past=(PastOccupation("o:assistant", 5.0),), preferences=wishes)

    assert index.explain(profile, "o:assistant").conflicts == ("sector_wish", "limit:heavy")
    assert index.explain(profile, "o:nurse").conflicts == ()
    assert index.explain(profile, "o:nurse").parts[Part.PREFERENCES] == pytest.approx((0.6 + 1) / 2)


@settings(max_examples=40, deadline=None)
@given(seeds, profiles)
def test_rank_matched_and_missing_agree_with_the_twin(seed: int, profile: Profile) -> None:
    index, twin = fitted(seed)
    strengths = twin.strengths(profile)
    covered = twin.covered(strengths)

    for match in index.rank(profile, limit=twin.n):
        number = index.number(match.occupation)
        shares = twin.shares(number)
        assert {m.needed for m in match.matched} == {skill(s) for s in shares if covered[s] > 0}
        assert {m.needed for m in match.missing} == {skill(s) for s in shares if strengths[s] == 0}
        for matched in match.matched:
            own, needed = index.skills_.index(matched.own), index.skills_.index(matched.needed)
            assert matched.covered == pytest.approx(covered[needed], abs=1e-9)
            assert strengths[own] * twin.credits[own, needed] == pytest.approx(covered[needed], abs=1e-9)
            assert (matched.via is Via.SELF) == (own == needed)
            assert (matched.group is not None) == (matched.via is Via.GROUP)
            assert matched.importance == pytest.approx(shares[needed], abs=1e-9)
        rarity = {s: twin.rarity[s] for s in twin.essential[number]}
        left = 1 - sum(w * covered[s] for s, w in rarity.items()) / sum(rarity.values())
        assert match.missing_essential == pytest.approx(left, abs=1e-9)


def test_rank_diversified_puts_other_work_higher_and_keeps_places() -> None:
    index, twin = fitted(3)
    profile = index.worker(occupation(4))

    plain, varied = (index.rank(profile, limit=6, diversify=share) for share in (0.0, 0.9))

    assert varied[0] == plain[0]
    assert {m.occupation for m in varied} != {m.occupation for m in plain}
    everyone = {m.occupation: m.place for m in index.rank(profile, limit=twin.n)}
    assert all(m.place == everyone[m.occupation] for m in varied)


def test_spread_equals_a_plain_loop() -> None:
    from wending.engine.fit.diversify import spread

    chance = np.random.default_rng(5)
    totals, likeness = chance.random(30), chance.random((30, 30)).astype(np.float32)
    order = np.argsort(-totals)

    chosen: list[int] = []
    while len(chosen) < 8:
        best = max(
            (k for k in order if k not in chosen),
            key=lambda k: (
                0.6 * totals[k] - 0.4 * max((float(likeness[k, c] + likeness[c, k]) / 2 for c in chosen), default=0.0)
            ),
        )
        chosen.append(int(best))

    assert spread(order, totals, likeness, 8, 0.4).tolist() == chosen


@pytest.mark.parametrize("bad", [{"essential": -0.1}, dict.fromkeys([p.value for p in Part], 0.0)])
def test_weights_refuse_what_cannot_be_weighed(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Weights(**bad)


@pytest.mark.parametrize(
    "bad",
    [
        {"level": 9.0},
        {"riasec": (1.0, 2.0)},
        {"skills": (OwnSkill("s:1", certainty=1.2),)},
        {"past": (PastOccupation("o:1", years=-1),)},
    ],
)
def test_profile_refuses_numbers_outside_their_range(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"lies? in|negative|six"):
        Profile(**bad)  # type: ignore[arg-type]


def test_rank_of_an_occupation_without_skills_or_texts_still_answers() -> None:
    bare = replace(world(2), occupation_texts=(), skill_texts=(), isco_texts={}, isco=(), workers=None, worker_of=None)

    assert len(FitIndex().fit(bare).rank(Profile(), limit=12)) == 12


def test_coverage_between_equal_skills_names_the_first_one() -> None:
    match = care().explain(Profile(skills=(OwnSkill("s:medicine", 0.5), OwnSkill("s:diagnose", 0.625))), "o:nurse")

    found = {m.needed: m for m in match.matched}
    assert found["s:medicine"].covered == pytest.approx(0.5)
    assert found["s:medicine"].via is Via.SELF


@pytest.mark.parametrize(("wanted", "met"), [((8.0, 16.0), 1.0), ((8.0, 15.0), 0.0), ((24.0, 36.0), 1.0)])
def test_wishes_for_hours_are_met_when_the_ranges_touch(wanted: tuple[float, float], met: float) -> None:
    from wending.engine.fit.wishes import Surroundings

    empty = csr({}, 2, 0)
    around = Surroundings(("", ""), (), empty, (), np.zeros((2, 0)), np.array([[16.0, 24.0], [NAN, NAN]]))

    found = around.wishes(Preferences(hours=wanted), [])["hours"]

    assert found[0] == met
    assert np.isnan(found[1])
