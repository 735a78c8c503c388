"""Relatedness and transition scores against the slow twin; texts and latent factors against known answers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from tests.engine.fit_twin import Twin, alike, cosine, word_vectors
from tests.engine.fit_world import NAN, world
from tests.engine.test_fit_parts import fitted
from wending.engine.fit import BOTH, ESCO, FitIndex
from wending.engine.fit.credit import learn_credit
from wending.engine.fit.meaning import around_mean, group_means, meaning
from wending.engine.fit.needs import learn_needs
from wending.engine.fit.relatedness import (
    borrow,
    expectation,
    learn_transitions,
    relatedness,
    skills_ready,
    worker_likeness,
)
from wending.engine.fit.text import latent_factors, word_weights, words

WEIGHTS = {"tasks": 1.0, "knowledge": 0.7, "interests": 0.35, "zone": 0.1}


def twin_worker_likeness(workers: object) -> list[list[float]]:
    """Return the likeness of worker profiles, in loops."""
    vectors = word_vectors(list(workers.texts), least=2)
    whole = [row for row in workers.interests if not any(math.isnan(v) for v in row)]
    mean = [sum(column) / len(whole) for column in zip(*whole, strict=True)]
    deviation = [
        math.sqrt(sum((v - m) ** 2 for v in column) / len(whole))
        for column, m in zip(zip(*whole, strict=True), mean, strict=True)
    ]
    standard = [[(v - m) / d for v, m, d in zip(row, mean, deviation, strict=True)] for row in workers.interests]
    c = len(workers.codes)
    return [
        [
            (
                WEIGHTS["tasks"] * cosine(vectors[a], vectors[b])
                + WEIGHTS["knowledge"] * (alike(workers.traits[a], workers.traits[b]) or 0.5)
                + WEIGHTS["interests"] * (alike(standard[a], standard[b]) or 0.5)
                + WEIGHTS["zone"] * (1 - abs(workers.zones[a] - workers.zones[b]) / 4)
            )
            / sum(WEIGHTS.values())
            for b in range(c)
        ]
        for a in range(c)
    ]


def twin_relatedness(profiles: np.ndarray, row_of: list[int], by_meaning: np.ndarray) -> list[list[float]]:
    """Return relatedness by its definition, pair by pair."""
    n = len(row_of)
    mixes: list[dict[int, float]] = []
    for o in range(n):
        if row_of[o] >= 0:
            mixes.append({row_of[o]: 1.0})
            continue
        lenders = sorted((k for k in range(n) if row_of[k] >= 0), key=lambda k: (-by_meaning[o][k], k))[:8]
        shares = [by_meaning[o][k] ** 4 + 1e-12 for k in lenders]
        mix: dict[int, float] = {}
        for k, share in zip(lenders, shares, strict=True):
            mix[row_of[k]] = mix.get(row_of[k], 0.0) + share / sum(shares)
        mixes.append(mix)
    found = [
        [sum(p * q * profiles[i][j] for i, p in mixes[a].items() for j, q in mixes[b].items()) for b in range(n)]
        for a in range(n)
    ]
    pairs = [
        (by_meaning[a][b], found[a][b])
        for a in range(n)
        for b in range(n)
        if row_of[a] >= 0 and row_of[b] >= 0 and row_of[a] != row_of[b]
    ]
    x, y = (sum(p[k] for p in pairs) / len(pairs) for k in (0, 1))
    slope = sum((p - x) * (q - y) for p, q in pairs) / sum((p - x) ** 2 for p, _ in pairs)
    made = []
    for a in range(n):
        row = []
        for b in range(n):
            value = found[a][b]
            if row_of[a] < 0 or row_of[b] < 0:
                estimate = (value + y + slope * (by_meaning[a][b] - x)) / 2
                value = y + 0.6 * (estimate - y)
            value = (value + 0.03 * by_meaning[a][b]) / 1.03
            if row_of[a] == row_of[b] >= 0:
                value *= by_meaning[a][b]
            row.append(min(1.0, max(0.0, value)))
        made.append(row)
    return made


@pytest.mark.parametrize("seed", [1, 2, 4, 5])
def test_worker_likeness_equals_the_twin(seed: int) -> None:
    workers = world(seed).workers
    assert workers is not None

    found, is_whole = worker_likeness(workers)

    wanted = twin_worker_likeness(workers)
    for a in np.flatnonzero(is_whole):
        for b in np.flatnonzero(is_whole):
            assert found[a, b] == pytest.approx(wanted[a][b], abs=1e-9)
    unknown = np.isnan(workers.traits).any(axis=1) | np.isnan(workers.interests).any(axis=1)
    assert not is_whole[unknown].any()


@pytest.mark.parametrize("seed", range(5))
def test_relatedness_equals_the_twin(seed: int) -> None:
    chance = np.random.default_rng(seed)
    profiles = chance.random((4, 4))
    profiles = (profiles + profiles.T) / 2
    vectors = chance.normal(size=(14, 5))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    by_meaning = np.clip(vectors @ vectors.T, 0, 1)
    row_of = np.array([0, 1, 2, 3, -1, 0, -1, 2, 3, 3, -1, 1, 2, -1])

    found = relatedness(profiles, row_of, by_meaning.astype(np.float32))

    # Kept in single precision, hence 1e-6.
    assert found == pytest.approx(np.array(twin_relatedness(profiles, row_of.tolist(), by_meaning)), abs=1e-6)
    assert found == pytest.approx(found.T, abs=1e-6)


def test_expectation_without_pairs_or_spread_is_flat() -> None:
    flat = np.full((3, 3), 0.4, dtype=np.float32)

    level, line = expectation(flat, flat, np.array([0, 1, -1]))
    assert level == pytest.approx(0.4)
    assert line == pytest.approx(flat)
    assert expectation(flat, flat, np.array([0, 0, -1]))[0] == 0


def test_borrow_takes_the_nearest_known_ones() -> None:
    near = np.eye(3, dtype=np.float32)
    near[2, 0], near[2, 1] = 0.8, 0.4

    found = borrow(np.array([1, 0, -1]), 2, near).toarray()

    assert found[0].tolist() == [0, 1]
    assert found[2] == pytest.approx(np.array([0.4**4, 0.8**4]) / (0.4**4 + 0.8**4), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_skills_ready_equals_the_twin(seed: int) -> None:
    index, twin = fitted(seed)

    ready = skills_ready(index.needs_, index.credit_)

    for origin in range(twin.n):
        strengths = [0.0] * twin.m
        for s in twin.optional[origin]:
            strengths[s] = 0.5
        for s in twin.essential[origin]:
            strengths[s] = 1.0
        covered = twin.covered(strengths)
        for destination in range(twin.n):
            wanted = sum(share * covered[s] for s, share in twin.shares(destination).items())
            assert ready[origin, destination] == pytest.approx(wanted, abs=1e-6)


def test_transition_scores_are_mostly_relatedness_and_partly_skills_ready() -> None:
    data = world(3, with_workers=False).whole()
    needs = learn_needs(data.essential, data.optional)
    credit = learn_credit(data.skill_group_steps, data.skill_broader, data.skill_relations)

    scores = learn_transitions(data, needs, credit)

    vectors = meaning(data, needs, credit)
    wanted = 0.95 * np.clip(vectors @ vectors.T, 0, 1) + 0.05 * skills_ready(needs, credit)
    np.fill_diagonal(wanted, 1)
    assert scores[ESCO] == pytest.approx(wanted, abs=1e-6)
    assert scores[BOTH] is scores[ESCO]


def test_transitions_of_one_source_do_not_see_the_worker_profiles() -> None:
    with_profiles, without = (FitIndex().fit(world(6, with_workers=w)) for w in (True, False))

    assert np.array_equal(with_profiles.transition_[ESCO], without.transition_[ESCO])
    assert not np.array_equal(with_profiles.transition_[BOTH], with_profiles.transition_[ESCO])


def test_transitions_refuse_an_unknown_source() -> None:
    with pytest.raises(ValueError, match="sources are esco or esco\\+onet"):
        fitted(0)[0].transitions("o:001", sources="isco")


def test_word_weights_equal_the_twin() -> None:
    texts = ["Grow bread, grow music!", "grow water", "", "sell Bread en été"]

    for least in (1, 2):
        found = (m := word_weights(texts, least)) @ m.T
        wanted = word_vectors([t.replace("é", "e") for t in texts], least)
        for a in range(4):
            for b in range(4):
                assert found[a, b] == pytest.approx(cosine(wanted[a], wanted[b]), abs=1e-9)


def test_words_keep_letters_of_any_language_and_drop_the_rest() -> None:
    assert words("Eén B1-lasser, 24/7 à la carte") == ["eén", "lasser", "la", "carte"]


def test_latent_factors_of_full_rank_keep_all_inner_products() -> None:
    matrix = sp.random(6, 40, density=0.4, random_state=1, format="csr")

    found = latent_factors(matrix, 5)

    left, sizes, _ = np.linalg.svd(matrix.toarray(), full_matrices=False)
    wanted = left[:, :5] * sizes[:5]
    assert found @ found.T == pytest.approx(wanted @ wanted.T, abs=1e-9)


def test_group_means_leave_those_without_group_alone() -> None:
    vectors = np.array([[1.0, 0], [0, 1], [5, 5]])

    assert group_means(vectors, ["22", "22", ""]).tolist() == [[0.5, 0.5], [0.5, 0.5], [5, 5]]


def test_worker_likeness_of_a_profile_without_text_is_not_whole() -> None:
    workers = world(1).workers
    assert workers is not None
    object.__setattr__(workers, "texts", ("", *workers.texts[1:]))
    object.__setattr__(workers, "zones", np.array([1.0, NAN, *workers.zones[2:]]))

    assert not worker_likeness(workers)[1][:2].any()


def test_twin_and_index_read_the_same_world() -> None:
    assert Twin(world(0).whole()).n == len(fitted(0)[0].occupations_)


def test_around_mean_leaves_unknown_rows_out() -> None:
    seen = around_mean(np.array([[3.0, 1.0], [0.0, 0.0], [1.0, 1.0]]))
    # The mean of the two known rows is (2, 1): they lie on either side of it.
    assert seen.tolist() == [[1.0, 0.0], [0.0, 0.0], [-1.0, 0.0]]


def test_meaning_brings_occupations_of_one_direction_together() -> None:
    data = world(3, with_workers=False)
    apart = np.eye(len(data.occupations))
    together = apart.copy()
    together[0] = together[1]
    likeness = []
    for vectors in (apart, together):
        made = replace(data, occupation_vectors=vectors).whole()
        needs = learn_needs(made.essential, made.optional)
        credit = learn_credit(made.skill_group_steps, made.skill_broader, made.skill_relations)
        found = meaning(made, needs, credit)
        likeness.append(float(found[0] @ found[1]))
    assert likeness[1] > likeness[0] + 0.05
