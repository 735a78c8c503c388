"""Every formula of fit against the slow twin, to 1e-9."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.fit_twin import Twin, cells, total
from tests.engine.fit_world import occupation, skill, world
from wending.engine.fit import (
    FitIndex,
    OwnSkill,
    Part,
    PastOccupation,
    Preferences,
    Profile,
    SectorWish,
    Weights,
)
from wending.engine.fit import parts as formulas

shares = st.floats(0, 1)
own_skills = st.builds(
    OwnSkill, st.integers(0, 25).map(skill), level=st.none() | shares, certainty=shares
)  # two of these are not in the release
scores = st.none() | st.tuples(*[st.floats(1, 7)] * 6)
past = st.builds(PastOccupation, st.integers(0, 12).map(occupation), st.floats(0, 40), st.floats(0, 40))
preferences = st.builds(
    Preferences,
    sectors=st.frozensets(st.sampled_from(["care", "build", "sea"])),
    limits=st.frozensets(st.sampled_from(["heavy", "night"])),
    hours=st.none() | st.sampled_from([(20.0, 28.0), (36.0, 40.0)]),
    sector_wish=st.none() | st.sampled_from(SectorWish),
)
profiles = st.builds(
    Profile,
    skills=st.lists(own_skills, max_size=12).map(tuple),
    past=st.lists(past, max_size=3).map(tuple),
    level=st.none() | st.floats(1, 8),
    field=st.none() | st.sampled_from(["g:0", "g:5", "g:9"]),
    riasec=scores,
    values=scores,
    preferences=preferences,
)
seeds = st.integers(0, 11)


@cache
def fitted(seed: int) -> tuple[FitIndex, Twin]:
    """Return a fitted index and the twin of the same world."""
    data = world(seed)
    return FitIndex().fit(data), Twin(data.whole())


@settings(max_examples=60, deadline=None)
@given(seeds, profiles)
def test_totals_of_any_profile_equal_the_twin(seed: int, profile: Profile) -> None:
    index, twin = fitted(seed)
    weights = Weights()
    transition = index.transition_["esco+onet"].astype(float).tolist()

    totals, parts = index.totals(profile, weights)

    for number in range(twin.n):
        expected = twin.parts(profile, number, transition)
        for part, found, wanted in zip(Part, parts[number], expected, strict=True):
            assert np.isnan(found) == (wanted is None), part
            assert wanted is None or found == pytest.approx(wanted, abs=1e-9), part
        assert totals[number] == pytest.approx(total(expected, weights.vector().tolist()), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_learn_credit_equals_the_twin(seed: int) -> None:
    index, twin = fitted(seed)

    found = {
        (own, int(needed)): float(amount)
        for own in range(twin.m)
        for needed, amount in zip(*index.credit_.of(own)[:2], strict=True)
    }

    assert found.keys() == twin.credits.keys()
    assert all(amount == pytest.approx(twin.credits[pair], abs=1e-9) for pair, amount in found.items())


@pytest.mark.parametrize("seed", range(6))
def test_learn_needs_shares_sum_to_one_and_equal_the_twin(seed: int) -> None:
    index, twin = fitted(seed)

    for number in range(twin.n):
        skills, found, is_essential = index.needs_.of(number)
        wanted = twin.shares(number)
        assert found.sum() == pytest.approx(1)
        assert dict(zip(skills.tolist(), found.tolist(), strict=True)) == pytest.approx(wanted, abs=1e-9)
        assert {int(s) for s in skills[is_essential]} == twin.essential[number]
    assert cells(index.needs_.asked).keys() == {
        (o, s) for o in range(twin.n) for s in twin.essential[o] | twin.optional[o]
    }


def test_rarities_of_a_skill_that_all_need_stays_above_zero() -> None:
    from wending.engine.fit.needs import rarities

    found = rarities(np.array([0.0, 1.0, 100.0]), 100)

    assert found == pytest.approx([np.log(101), np.log(51), np.log(1 + 100 / 101)])


@pytest.mark.parametrize(
    ("own", "expected"), [(4.0, 1.0), (3.0, 1.0), (2.0, 2 / 3), (1.0, 1 / 3), (7.0, 0.5), (8.0, 1 / 3)]
)
def test_level_part_of_a_range_three_to_four(own: float, expected: float) -> None:
    assert formulas.level_part(own, np.array([3.0]), np.array([4.0]))[0] == pytest.approx(expected)


def test_experience_grows_with_years_and_fades_with_time() -> None:
    assert formulas.experience(0, 0) == 0
    assert formulas.experience(1.5, 0) == pytest.approx(0.5)
    assert formulas.experience(1.5, 10) == pytest.approx(0.25)
    assert formulas.experience(3, 0) == pytest.approx(0.75)


def test_likeness_of_flat_scores_is_unknown() -> None:
    theirs = np.array([[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1], [2, 2, 2, 2, 2, 2]], dtype=float)

    assert formulas.likeness(np.array([1.0, 2, 3, 4, 5, 6]), theirs)[:2] == pytest.approx([1, 0])
    assert np.isnan(formulas.likeness(np.array([1.0, 2, 3, 4, 5, 6]), theirs)[2])
    assert np.isnan(formulas.likeness(np.full(6, 3.0), theirs)).all()
