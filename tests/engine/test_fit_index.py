"""The fitted index: batches equal single answers, saving changes nothing, wrong input is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.engine.fit_world import NAN, csr, occupation, skill, world
from tests.engine.test_fit_parts import fitted, own_skills, seeds
from wending.engine.fit import BOTH, FitData, FitIndex, OwnSkill, PastOccupation, Profile, Weights
from wending.engine.fit.batch import best


def strengths_of(index: FitIndex, people: list[tuple[OwnSkill, ...]]) -> sp.csr_matrix:
    """Return people x skills strengths."""
    made = sp.lil_matrix((len(people), len(index.skills_)))
    for row, skills in enumerate(people):
        for own in skills:
            if own.uri in index.skill_numbers_:
                column = index.skill_numbers_[own.uri]
                made[row, column] = max(made[row, column], own.strength)
    return made.tocsr()


@settings(max_examples=40, deadline=None)
@given(seeds, st.lists(st.lists(own_skills, max_size=10).map(tuple), min_size=1, max_size=8))
@example(0, [(OwnSkill(skill(0), certainty=5e-324),)])
def test_rank_batch_gives_the_totals_of_rank(seed: int, people: list[tuple[OwnSkill, ...]]) -> None:
    index, _twin = fitted(seed)
    weights = Weights(used=0.2)

    numbers, totals = index.rank_batch(strengths_of(index, people), weights, limit=5)

    for row, skills in enumerate(people):
        alone = index.totals(Profile(skills=skills), weights)[0]
        assert totals[row] == pytest.approx(np.sort(alone)[::-1][:5], abs=1e-6)
        assert alone[numbers[row]] == pytest.approx(totals[row], abs=1e-6)
        assert len(set(numbers[row].tolist())) == 5


def test_rank_batch_over_several_blocks_keeps_every_profile_in_its_row() -> None:
    index, twin = fitted(2)
    people = [(OwnSkill(skill(k % twin.m)),) for k in range(600)]

    numbers, totals = index.rank_batch(strengths_of(index, people), limit=3)

    assert np.array_equal(numbers[: twin.m], numbers[twin.m * 24 : twin.m * 25])
    assert totals[5] == pytest.approx([m.total for m in index.rank(Profile(skills=people[5]), limit=3)], abs=1e-6)


@given(st.lists(st.lists(st.integers(0, 3), min_size=9, max_size=9), min_size=1, max_size=4), st.integers(1, 12))
def test_best_cuts_equals_by_number(rows: list[list[int]], limit: int) -> None:
    numbers, values = best(np.array(rows, dtype=np.float32), limit)

    for row, found, value in zip(rows, numbers, values, strict=True):
        wanted = sorted(range(9), key=lambda k: (-row[k], k))[:limit]
        assert found.tolist() == wanted
        assert value.tolist() == [row[k] for k in wanted]


def test_load_gives_back_what_was_saved(tmp_path: Path) -> None:
    index, twin = fitted(4)
    path = tmp_path / "fit.npz"
    profile = Profile(
        skills=(OwnSkill(skill(3)), OwnSkill(skill(7), 0.5)),
        past=(PastOccupation(occupation(2), 4, 1),),
        level=4.0,
        field="g:1",
        riasec=(1, 2, 3, 4, 5, 6),
    )

    index.save(path)
    again = FitIndex.load(path)

    assert again.rank(profile, limit=twin.n) == index.rank(profile, limit=twin.n)
    assert list(again.all_transitions()) == list(index.all_transitions())
    assert [p.name for p in tmp_path.iterdir()] == ["fit.npz"]


def test_load_without_worker_profiles_keeps_one_array(tmp_path: Path) -> None:
    FitIndex().fit(world(1, with_workers=False)).save(tmp_path / "fit.npz")

    again = FitIndex.load(tmp_path / "fit.npz")

    assert again.transition_["esco"] is again.transition_[BOTH]


def test_load_of_something_else_is_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "a.npz", tmp_path / "b.npz"
    text.write_text("not an index")
    np.savez(other, something=np.ones(3))

    for path in (text, other):
        with pytest.raises(ValueError, match="not a saved index"):
            FitIndex.load(path)


def test_load_of_another_version_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", version=np.array(-1))

    with pytest.raises(ValueError, match="another version"):
        FitIndex.load(tmp_path / "old.npz")


def test_fit_orders_occupations_by_uri_and_carries_everything_along() -> None:
    data = world(5)
    order = np.random.default_rng(1).permutation(len(data.occupations))
    mixed = replace(
        data,
        **{name: tuple(getattr(data, name)[k] for k in order) for name in ("occupations", "isco", "occupation_texts")},
        **{
            name: getattr(data, name)[order]
            for name in (
                "essential",
                "optional",
                "level_low",
                "level_high",
                "sectors",
                "conditions",
                "hours",
                "riasec",
                "values",
                "worker_of",
            )
        },
    )
    profile = Profile(skills=(OwnSkill(skill(1)), OwnSkill(skill(2))), level=3.0, riasec=(1, 5, 2, 4, 3, 6))

    plain, again = (FitIndex().fit(d).rank(profile, limit=12) for d in (data, mixed))

    assert again == plain


def test_fit_twice_gives_the_same_numbers() -> None:
    first, second = (FitIndex().fit(world(7)) for _ in range(2))

    assert np.array_equal(first.transition_[BOTH], second.transition_[BOTH])


@pytest.mark.parametrize(
    "change",
    [
        {"skills": ("s:000",) * 24},
        {"essential": csr({}, 3, 3)},
        {"riasec": np.ones((2, 6))},
        {"level_low": np.ones(2)},
        {"isco": ("2221",)},
        {"skill_texts": ("one",)},
    ],
)
def test_fit_refuses_what_does_not_agree(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"twice|expected|as many"):
        FitIndex().fit(replace(world(1), **change))


def test_levels_unknown_come_from_isco_and_say_so() -> None:
    data = FitData(
        occupations=("a", "b", "c", "d"),
        skills=("s",),
        essential=csr({(0, 0): 1}, 4, 1),
        isco=("2221", "9112", "", "5321"),
        level_low=np.array([NAN, NAN, NAN, 3.0]),
        level_high=np.array([NAN, NAN, NAN, NAN]),
    )

    low, high, is_estimated = data.whole().levels()

    assert low[[0, 1, 3]].tolist() == [6, 1, 3]
    assert high[[0, 1, 3]].tolist() == [8, 2, 3]
    assert np.isnan(low[2])
    assert is_estimated.tolist() == [True, True, False, False]


def test_allowed_filters_by_group_sector_level_and_exclusion() -> None:
    index, twin = fitted(0)
    around = index.surroundings_

    by_group = index.allowed(isco=["22"])
    by_level = index.allowed(level=(1.0, 2.0))

    assert [around.isco[k].startswith("22") for k in range(twin.n)] == by_group.tolist()
    for k in range(twin.n):
        levels = twin.levels(k)
        assert by_level[k] == (levels is None or (levels[0] <= 2 and levels[1] >= 1))
    in_care = index.allowed(sectors=["care"], exclude=[occupation(2)])
    assert {k for k in range(twin.n) if in_care[k]} == {4, 8, 10}


def test_rank_refuses_a_filter_of_another_size() -> None:
    with pytest.raises(ValueError, match="one per occupation"):
        fitted(0)[0].rank(Profile(), allowed=np.ones(3, dtype=bool))


def test_explain_of_an_unknown_occupation_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        fitted(0)[0].explain(Profile(), "o:none")


def test_worker_of_an_occupation_fits_it_best() -> None:
    index, twin = fitted(1)

    for number in range(twin.n):
        best_one = index.rank(index.worker(occupation(number)), limit=1)[0]
        assert best_one.occupation == occupation(number)


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_best_of_many_columns_with_equals_keeps_the_first(limit: int) -> None:
    rows = np.random.default_rng(3).integers(0, 4, size=(30, 70)).astype(np.float32)
    rows[0] = 2

    numbers, values = best(rows, limit)

    for row, found, value in zip(rows, numbers, values, strict=True):
        wanted = sorted(range(70), key=lambda k: (-row[k], k))[:limit]
        assert found.tolist() == wanted
        assert value.tolist() == [row[k] for k in wanted]
