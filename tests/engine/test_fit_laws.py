"""Laws that hold for every person and release: bounds, order, more is not less, none disturbs another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.fit_world import occupation, skill
from tests.engine.test_fit_parts import fitted, profiles, seeds
from wending.engine.fit import OwnSkill, Part, Profile, Weights

weightings = st.builds(Weights, *[st.floats(0.01, 1)] * len(Part))
laws = settings(max_examples=60, deadline=None)


@laws
@given(seeds, profiles, weightings)
def test_totals_and_parts_lie_between_zero_and_one(seed: int, profile: Profile, weights: Weights) -> None:
    totals, parts = fitted(seed)[0].totals(profile, weights)

    known = parts[~np.isnan(parts)]
    assert totals.min() >= 0
    assert totals.max() <= 1
    assert ((known >= 0) & (known <= 1)).all()


@laws
@given(seeds, profiles, weightings, st.integers(0, 11), st.integers(0, 30), st.floats(0, 1))
def test_totals_never_fall_when_a_needed_skill_is_added(
    seed: int, profile: Profile, weights: Weights, number: int, choice: int, certainty: float
) -> None:
    index, twin = fitted(seed)
    needed = sorted(twin.essential[number] | twin.optional[number])
    added = OwnSkill(skill(needed[choice % len(needed)]), certainty=certainty)
    more = Profile(
        (*profile.skills, added),
        profile.past,
        profile.level,
        profile.field,
        profile.riasec,
        profile.values,
        profile.preferences,
    )

    before, after = (index.totals(p, weights)[0][number] for p in (profile, more))

    assert after >= before - 1e-11


@laws
@given(seeds, profiles, st.randoms())
def test_rank_does_not_depend_on_the_order_of_skills(seed: int, profile: Profile, chance: object) -> None:
    index, _ = fitted(seed)
    shuffled = list(profile.skills)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    other = Profile(
        tuple(shuffled),
        profile.past[::-1],
        profile.level,
        profile.field,
        profile.riasec,
        profile.values,
        profile.preferences,
    )

    assert index.rank(other) == index.rank(profile)


@laws
@given(seeds, profiles, st.sets(st.integers(0, 11), min_size=1, max_size=10))
def test_rank_keeps_its_order_and_totals_when_occupations_are_left_out(
    seed: int, profile: Profile, left_out: set[int]
) -> None:
    index, twin = fitted(seed)
    allowed = index.allowed(exclude=[occupation(k) for k in left_out])

    everyone = [(m.occupation, m.total) for m in index.rank(profile, limit=twin.n)]
    fewer = index.rank(profile, limit=twin.n, allowed=allowed)

    gone = {occupation(k) for k in left_out}
    assert [(m.occupation, m.total) for m in fewer] == [pair for pair in everyone if pair[0] not in gone]
    assert [m.place for m in fewer] == list(range(1, len(fewer) + 1))


@laws
@given(seeds, st.sampled_from(["esco", "esco+onet"]), st.sets(st.integers(0, 11), min_size=1, max_size=9))
def test_transitions_keep_their_order_when_occupations_are_left_out(
    seed: int, sources: str, left_out: set[int]
) -> None:
    index, twin = fitted(seed)
    allowed = index.allowed(exclude=[occupation(k) for k in left_out])
    gone = {occupation(k) for k in left_out}

    for (_, all_steps), (_, fewer) in zip(
        index.all_transitions(twin.n, sources), index.all_transitions(twin.n, sources, allowed), strict=True
    ):
        assert fewer == [step for step in all_steps if step[0] not in gone]


@laws
@given(seeds, profiles)
def test_rank_orders_by_total_and_then_by_uri(seed: int, profile: Profile) -> None:
    index, twin = fitted(seed)

    found = index.rank(profile, limit=twin.n)

    assert [m.occupation for m in found] == [
        m.occupation for m in sorted(found, key=lambda m: (-m.total, m.occupation))
    ]


@laws
@given(seeds, profiles)
def test_counterfactual_is_what_the_added_skill_really_does(seed: int, profile: Profile) -> None:
    index, twin = fitted(seed)

    for match in index.rank(profile, limit=twin.n):
        change = match.counterfactual
        if change is None:
            assert not match.missing
            continue
        more = Profile(
            (*profile.skills, OwnSkill(change.skill)),
            profile.past,
            profile.level,
            profile.field,
            profile.riasec,
            profile.values,
            profile.preferences,
        )
        assert change.skill in {missing.needed for missing in match.missing}
        again = index.explain(more, match.occupation)
        assert change.total == pytest.approx(again.total, abs=1e-9)
        near = index.totals(more)[0]
        own = index.number(match.occupation)
        ties = (np.abs(near - near[own]) < 1e-9).sum()
        assert abs(change.place - again.place) < ties


@laws
@given(seeds, profiles)
def test_unknown_parts_leave_their_weight_to_the_known_ones(seed: int, profile: Profile) -> None:
    index, twin = fitted(seed)
    weights = dict(zip(Part, Weights().vector(), strict=True))

    for match in index.rank(profile, limit=twin.n):
        known = {part: value for part, value in match.parts.items() if value is not None}
        expected = sum(weights[p] * v for p, v in known.items()) / sum(weights[p] for p in known)
        assert match.total == pytest.approx(expected, abs=1e-9)
        assert set(match.unknown) == set(Part) - set(known)
