from dataclasses import replace

import numpy as np
import pytest

from wending.engine.estimation.lee import lee_bounds
from wending.engine.estimation.terms import NotAnswerable, Sample


def _world(seed: int, effect: float = 0.5, people: int = 1000) -> Sample:
    """Treatment makes more people answer; who answers has a higher outcome."""
    rng = np.random.default_rng(seed)
    treated, noise = rng.random(people) < 0.4, rng.normal(size=people)
    willing = rng.uniform(size=people) + 0.15 * noise
    answered = willing < np.where(treated, 0.8, 0.55)
    return Sample(np.where(answered, noise + effect * treated, np.nan), treated)


def test_lee_bounds_of_ten_people_are_what_one_reckons_by_hand() -> None:
    # Treated all known: 1 to 5. Of the compared 3 of 5 are: mean 2. So 2 of 5 treated go: 1 2 3 below, 3 4 5 above.
    outcome = np.array([1.0, 2, 3, 4, 5, 1, 2, 3, np.nan, np.nan])
    people = Sample(outcome, np.arange(10) < 5)
    found = lee_bounds(people)
    assert (found.lower, found.upper) == (pytest.approx(0.0), pytest.approx(2.0))
    assert found.trimmed == pytest.approx(0.4)
    mirrored = lee_bounds(replace(people, treated=~people.treated))
    assert (mirrored.lower, mirrored.upper) == (pytest.approx(-2.0), pytest.approx(0.0))


def test_lee_bounds_split_a_person_at_the_cut() -> None:
    # 4 treated, compared 3 of 5 known: 1.6 of 4 treated go; of the second highest 0.6.
    outcome = np.array([1.0, 2, 3, 4, 0, 0, 0, np.nan, np.nan])
    found = lee_bounds(Sample(outcome, np.arange(9) < 4))
    assert found.lower == pytest.approx((1 + 2 * 1 + 3 * 0.4) / 2.4)
    assert found.upper == pytest.approx((4 + 3 + 2 * 0.4) / 2.4)


def test_lee_bounds_hold_the_effect_for_those_who_always_answer() -> None:
    found = [lee_bounds(_world(seed)) for seed in range(60)]
    assert np.mean([one.lower for one in found]) < 0.5 < np.mean([one.upper for one in found])
    assert np.mean([one.trimmed for one in found]) == pytest.approx(1 - 0.55 / 0.8, abs=0.02)


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_lee_errors_are_as_large_as_bounds_scatter(is_mirrored: bool) -> None:
    worlds = [_world(seed) for seed in range(300)]
    found = [lee_bounds(replace(world, treated=world.treated ^ is_mirrored)) for world in worlds]
    for end, error in (("lower", "lower_error"), ("upper", "upper_error")):
        scatter = np.std([getattr(one, end) for one in found])
        assert np.mean([getattr(one, error) for one in found]) == pytest.approx(scatter, rel=0.12)


def test_lee_bounds_meet_when_all_is_known() -> None:
    people = _world(1).where(np.isfinite(_world(1).outcome))
    found = lee_bounds(people)
    plain = people.outcome[people.treated].mean() - people.outcome[~people.treated].mean()
    assert found.lower == pytest.approx(plain) == pytest.approx(found.upper)
    known_error = people.outcome[people.treated].var() / people.treated.sum()
    known_error += people.outcome[~people.treated].var() / (~people.treated).sum()
    assert found.lower_error == pytest.approx(known_error**0.5)


def test_lee_bounds_refuse_an_arm_of_which_nothing_is_known() -> None:
    people = _world(2)
    with pytest.raises(NotAnswerable, match="outcome-unknown"):
        lee_bounds(people.with_outcome(np.where(people.treated, np.nan, people.outcome)))
    assert lee_bounds(replace(people, clusters=np.arange(1000))).lower_error is None
