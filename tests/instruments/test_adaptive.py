"""The short form: against a brute-force posterior, laws for anyone who answers, and people drawn from the model."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.instruments.world import drawn, made
from wending.instruments.rules import adaptive
from wending.instruments.rules.adaptive import (
    USUAL_ITEMS,
    beliefs,
    border_weights,
    next_step,
    numbers_of,
    small_error,
    top_chance,
    top_scales,
)
from wending.instruments.rules.response import (
    GRID,
    LEAST_PEOPLE,
    Belief,
    ItemNumbers,
    assumed,
    belief,
    calibrated,
    curves,
    variance_after,
)
from wending.instruments.rules.scoring import scores

INSTRUMENT = made()
NUMBERS = numbers_of(INSTRUMENT, {})


def plain_posterior(items: list[ItemNumbers], steps: dict[int, int]) -> tuple[float, float]:
    """Return mean and variance of the score, summed point by point over the same grid."""
    weights, score = [], []
    for t in GRID:
        weight = np.exp(-t * t / 2)
        expected = 0.0
        for place, item in enumerate(items):
            above = [1.0, *(1 / (1 + np.exp(-item.slope * (t - b))) for b in item.thresholds), 0.0]
            chances = [above[k] - above[k + 1] for k in range(len(item.thresholds) + 1)]
            expected += sum(k * chance for k, chance in enumerate(chances)) / len(item.thresholds)
            if place in steps:
                weight *= chances[steps[place]]
        weights.append(weight)
        score.append(100 * expected / len(items))
    total = sum(weights)
    mean = sum(w * s for w, s in zip(weights, score, strict=True)) / total
    return mean, sum(w * (s - mean) ** 2 for w, s in zip(weights, score, strict=True)) / total


ITEMS = [ItemNumbers(0.8, (-1.0, 0.5)), ItemNumbers(2.2, (-0.5, 0.0)), ItemNumbers(1.4, (-1.5, 1.5))]


@pytest.mark.parametrize("steps", [{}, {0: 2}, {0: 0, 1: 2}, {0: 1, 1: 1, 2: 0}])
def test_belief_agrees_with_a_sum_point_by_point(steps: dict[int, int]) -> None:
    mean, variance = plain_posterior(ITEMS, steps)
    found = belief(ITEMS, steps)
    assert found.mean == pytest.approx(mean)
    assert found.variance == pytest.approx(variance)
    assert found.error == pytest.approx(variance**0.5)


def test_variance_after_is_the_mean_over_answers_of_what_comes_true() -> None:
    known = belief(ITEMS, {0: 1})
    chances = curves(ITEMS[1]) @ known.chances
    expected = sum(chances[step] * plain_posterior(ITEMS, {0: 1, 1: step})[1] for step in range(3))
    assert variance_after(known, ITEMS[1]) == pytest.approx(expected)
    assert variance_after(known, ITEMS[1]) < known.variance


@settings(max_examples=15)
@given(st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=4, max_size=4), st.integers(0, 99))
def test_top_chance_agrees_with_every_combination(weights: list[list[float]], seed: int) -> None:
    places = np.random.default_rng(seed).permutation(12).reshape(4, 3) * 8.0
    known = {
        name: Belief(np.array(chances) / sum(chances), np.sort(scores_))
        for name, chances, scores_ in zip("RIAS", weights, places, strict=True)
    }
    top = top_scales(known)
    truth = 0.0
    for points in product(range(3), repeat=4):
        at = dict(zip(known, points, strict=True))
        chance = float(np.prod([known[name].chances[at[name]] for name in known]))
        worth = {name: known[name].true_scores[at[name]] for name in known}
        rest = [worth[name] for name in known if name not in top]
        truth += chance * (min(worth[name] for name in top) > max(rest))
    assert top_chance(known) == pytest.approx(truth)


def test_border_weights_are_high_at_the_border_and_never_nothing() -> None:
    answers = {
        f"{letter}{n}": value for letter, value in zip("RIASEC", (4, 4, 2, 2, 0, 0), strict=True) for n in (0, 1, 2)
    }
    weights = border_weights(beliefs(INSTRUMENT, answers, NUMBERS))
    assert weights["A"] > 0.9
    assert weights["S"] > 0.9
    assert 0.05 <= weights["R"] < weights["A"]


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_short_form_asks_no_item_twice_and_always_ends(random: object) -> None:
    answers: dict[str, int | None] = {}
    while (step := next_step(INSTRUMENT, answers, NUMBERS)).item is not None:
        assert step.item not in answers
        assert next_step(INSTRUMENT, dict(reversed(answers.items())), NUMBERS) == step
        answers[step.item] = random.choice([None, 0, 1, 2, 3, 4])  # type: ignore[attr-defined]
    known = beliefs(INSTRUMENT, answers, NUMBERS)
    if step.reason == "precise":
        weights = border_weights(known)
        assert all(one.error <= small_error(weights[scale]) for scale, one in known.items())
    if step.reason == "certain":
        assert top_chance(known) >= adaptive.CERTAIN
    assert step.reason in {"precise", "certain", "exhausted"}


def test_short_form_ends_early_for_clear_cut_answers() -> None:
    answers: dict[str, int | None] = {}
    while (step := next_step(INSTRUMENT, answers, NUMBERS)).item is not None:
        answers[step.item] = 4 if step.item[0] in "RIA" else 0
    assert step.reason == "certain"
    assert len(answers) == 18
    assert set(top_scales(beliefs(INSTRUMENT, answers, NUMBERS))) == {"R", "I", "A"}


def test_short_form_agrees_with_the_full_form_within_the_stated_error() -> None:
    generator = np.random.default_rng(11)
    people, asked, inside, same_top, total = 60, 0, 0, 0, 0
    for _person in range(people):
        full = drawn(generator, INSTRUMENT, NUMBERS)
        answers: dict[str, int | None] = {}
        while (item := next_step(INSTRUMENT, answers, NUMBERS).item) is not None:
            answers[item] = full[item]
        asked += len(answers)
        short, whole = beliefs(INSTRUMENT, answers, NUMBERS), beliefs(INSTRUMENT, full, NUMBERS)
        plain = {one.scale: one.score or 0.0 for one in scores(INSTRUMENT, full)}
        for scale, one in short.items():
            error = np.hypot(one.error, whole[scale].error)
            inside += abs(one.mean - plain[scale]) <= 1.96 * error
            total += 1
        highest = sorted(plain, key=lambda scale: -plain[scale])[:3]
        same_top += len(set(highest) & set(top_scales(short)))
    assert inside / total >= 0.95
    assert abs(asked / people - USUAL_ITEMS) <= 2
    assert same_top / (3 * people) >= 0.87


def test_assumed_numbers_lie_evenly_around_the_middle() -> None:
    assert assumed(5).thresholds == pytest.approx((-1.5, -0.5, 0.5, 1.5))
    assert assumed(2).thresholds == (0.0,)


def test_calibrated_finds_back_which_items_tell_more() -> None:
    generator = np.random.default_rng(5)
    truth = {f"A{n}": ItemNumbers(slope, (-1.0, 0.0, 1.0)) for n, slope in enumerate((0.7, 1.2, 1.8, 2.6))}
    instrument = made("A", items=4, answers=4)
    people = [drawn(generator, instrument, truth) for _person in range(2000)]
    steps = np.array([[answers[f"A{n}"] for n in range(4)] for answers in people])
    found = calibrated(steps, [4] * 4)
    slopes = [one.slope for one in found]
    assert slopes == sorted(slopes)
    # Plain correlations make slopes low, never high by much.
    assert all(0.6 * one.slope < got < 1.15 * one.slope for one, got in zip(truth.values(), slopes, strict=True))
    assert found[2].thresholds == pytest.approx((-1.0, 0.0, 1.0), abs=0.3)


def test_calibrated_refuses_too_few_people_and_an_item_that_tells_nothing() -> None:
    steps = np.random.default_rng(1).integers(0, 4, (LEAST_PEOPLE, 3))
    calibrated(steps, [4] * 3)
    with pytest.raises(ValueError, match="too few"):
        calibrated(steps[1:], [4] * 3)
    steps[:, 1] = 2
    with pytest.raises(ValueError, match="same answer"):
        calibrated(steps, [4] * 3)
