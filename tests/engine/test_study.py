"""Pleasure and prospects of programmes: known answers, a slow twin, and laws for any person and any programmes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.engine.study import Axes, Learner, StudyData, axes, order

P, N, S, W, R = 6, 5, 4, 3, 2
NAN = math.nan
laws = settings(max_examples=80, deadline=None)


def world(seed: int) -> StudyData:
    """Return made-up programmes, some facts of each unknown."""
    chance = np.random.default_rng(seed)

    def rows(width: int, *, whole: bool) -> np.ndarray:
        found = chance.integers(0, 2, (P, width)).astype(float) if whole else chance.random((P, width)).round(2)
        found[chance.random(P) < 0.3] = NAN
        return found

    def column(low: float, high: float) -> np.ndarray:
        return np.where(chance.random(P) < 0.4, NAN, chance.uniform(low, high, P))

    riasec = chance.integers(0, 4, (N, 6)).astype(float)
    riasec[chance.random(N) < 0.2] = NAN
    subjects = rows(S, whole=False)
    subjects[np.nan_to_num(subjects) < 0.3] *= 0
    return StudyData(
        programmes=tuple(f"p{k}" for k in range(P)),
        leads=sp.csr_matrix((chance.random((P, N)) < 0.4).astype(float)),
        subjects=subjects,
        ways=rows(W, whole=True),
        regions=rows(R, whole=True),
        chance=column(0, 1),
        level=column(1, 8),
        riasec=riasec,
    )


subjects_told = st.frozensets(st.integers(0, S - 1))
learners = st.builds(
    Learner,
    riasec=st.none() | st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * 6),
    liked=subjects_told,
    disliked=subjects_told,
    ways=st.frozensets(st.integers(0, W - 1)),
    region=st.none() | st.integers(0, R - 1),
    wishes=st.none() | st.lists(st.floats(0, 1) | st.just(NAN), min_size=N, max_size=N).map(np.array),
)
seeds = st.integers(0, 10_000)


def twin(data: StudyData, person: Learner) -> tuple[list[float], list[float]]:
    """Return both axes from the definitions, programme by programme."""
    leads = data.leads.toarray()
    pleasure, prospects = [], []
    for k in range(P):
        jobs = [o for o in range(N) if leads[k, o]]
        alike = []
        for o in jobs:
            theirs = [float(v) for v in data.riasec[o]]
            if person.riasec is None or any(map(math.isnan, theirs)) or len(set(theirs)) == 1:
                continue
            if len(set(person.riasec)) == 1:
                continue
            correlation = float(np.corrcoef(person.riasec, theirs)[0, 1])
            alike.append(((1 + correlation) / 2, 1 / sum(leads[q, o] for q in range(P))))
        parts = []
        if alike:
            parts.append((sum(v * w for v, w in alike) / sum(w for _, w in alike), 3))
        if person.ways and not math.isnan(data.ways[k, 0]):
            parts.append((float(any(data.ways[k, w] == 1 for w in person.ways)), 2))
        if person.region is not None and not math.isnan(data.regions[k, 0]):
            parts.append((float(data.regions[k, person.region]), 1))
        is_known = not math.isnan(data.subjects[k, 0])
        liking = max((float(data.subjects[k, s]) for s in person.liked if is_known), default=0.0)
        disliking = max((float(data.subjects[k, s]) for s in person.disliked if is_known), default=0.0)
        if not parts and not liking and not disliking:
            pleasure.append(NAN)
        else:
            base = sum(v * w for v, w in parts) / sum(w for _, w in parts) if parts else 0.5
            pleasure.append(base + (1 - base) * liking / 2 - base * disliking / 2)
        parts = []
        if not math.isnan(data.chance[k]):
            parts.append((float(data.chance[k]), 3))
        if jobs:
            parts.append((len(jobs) / (len(jobs) + 2), 1))
        fits = [] if person.wishes is None else [float(person.wishes[o]) for o in jobs]
        if fits := [fit for fit in fits if not math.isnan(fit)]:
            parts.append((max(fits), 2))
        if not math.isnan(data.level[k]):
            parts.append(((float(data.level[k]) - 1) / 7, 1))
        prospects.append(sum(v * w for v, w in parts) / sum(w for _, w in parts) if parts else NAN)
    return pleasure, prospects


@laws
@given(seeds, learners)
def test_axes_equal_the_slow_twin(seed: int, person: Learner) -> None:
    found = axes(world(seed), person)
    pleasure, prospects = twin(world(seed), person)
    np.testing.assert_allclose(found.pleasure, pleasure, atol=1e-9)
    np.testing.assert_allclose(found.prospects, prospects, atol=1e-9)


@laws
@given(seeds, learners)
def test_axes_and_parts_lie_between_zero_and_one(seed: int, person: Learner) -> None:
    found = axes(world(seed), person)
    for values in (found.pleasure, found.prospects, found.pleasure_parts, found.prospects_parts):
        known = values[~np.isnan(values)]
        assert ((known >= 0) & (known <= 1)).all()


@laws
@given(seeds, learners, st.integers(0, S - 1))
def test_a_liked_subject_never_lowers_pleasure_and_a_disliked_one_never_raises_it(
    seed: int, person: Learner, subject: int
) -> None:
    data = world(seed)
    before = np.nan_to_num(axes(data, person).pleasure, nan=0.5)
    more = axes(data, replace(person, liked=person.liked | {subject})).pleasure
    less = axes(data, replace(person, disliked=person.disliked | {subject})).pleasure
    assert (np.nan_to_num(more, nan=0.5) >= before - 1e-12).all()
    assert (np.nan_to_num(less, nan=0.5) <= before + 1e-12).all()


@laws
@given(seeds, learners)
def test_what_is_unknown_of_prospects_does_not_move_pleasure(seed: int, person: Learner) -> None:
    data = world(seed)
    blind = replace(data, chance=np.full(P, NAN), level=np.full(P, NAN))
    np.testing.assert_array_equal(axes(data, person).pleasure, axes(blind, person).pleasure)
    np.testing.assert_array_equal(axes(data, person).pleasure, axes(data, replace(person, wishes=None)).pleasure)


@laws
@given(seeds, learners, st.permutations(range(P)))
def test_axes_do_not_depend_on_the_order_of_programmes(seed: int, person: Learner, turned: list[int]) -> None:
    data = world(seed)
    other = StudyData(
        programmes=tuple(data.programmes[k] for k in turned),
        leads=data.leads[turned],
        subjects=data.subjects[turned],
        ways=data.ways[turned],
        regions=data.regions[turned],
        chance=data.chance[turned],
        level=data.level[turned],
        riasec=data.riasec,
    )
    here, there = axes(data, person), axes(other, person)
    for name in Axes.__dataclass_fields__:
        np.testing.assert_allclose(getattr(there, name), getattr(here, name)[turned], atol=1e-12)
    assert [other.programmes[k] for k in order(there.pleasure.round(9), other.programmes)] == [
        data.programmes[k] for k in order(here.pleasure.round(9), data.programmes)
    ]


def test_axes_of_one_programme_by_hand() -> None:
    data = StudyData(
        programmes=("care",),
        leads=sp.csr_matrix(np.array([[1.0, 1.0]])),
        subjects=np.array([[0.8, 0.0]]),
        ways=np.array([[0.0, 1.0]]),
        regions=np.array([[NAN]]),
        chance=np.array([0.25]),
        level=np.array([NAN]),
        riasec=np.array([[0, 0, 0, 3, 0, 0], [NAN] * 6], dtype=float),
    )
    person = Learner((0, 0, 0, 1, 0, 0), frozenset({0}), frozenset({1}), frozenset({0}), 0, np.array([0.5, 0.9]))
    found = axes(data, person)
    # interests 1 (weight 3), way 0 (weight 2): B = 0.6; L = 0.8, D = 0: 0.6 + 0.4 x 0.8 / 2.
    assert found.pleasure[0] == pytest.approx(0.76)
    np.testing.assert_allclose(found.pleasure_parts[0], [1, 0.9, 0, NAN])
    # chance 0.25 x 3, breadth 2 / 4, wishes 0.9 x 2: over 6.
    assert found.prospects[0] == pytest.approx((0.75 + 0.5 + 1.8) / 6)
    assert (found.liked[0], found.disliked[0]) == (0, -1)


def test_order_puts_unknown_last_and_ties_by_id() -> None:
    values = np.array([NAN, 0.5, 0.0, 0.5])
    assert order(values, ("a", "d", "c", "b")).tolist() == [3, 1, 2, 0]


def test_study_data_refuses_unequal_sizes() -> None:
    with pytest.raises(ValueError, match="6 programmes"):
        replace(world(1), chance=np.zeros(P + 1))
