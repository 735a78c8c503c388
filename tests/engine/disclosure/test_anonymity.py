"""k-anonymity against a slow twin, laws, and an attacker who links."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.engine.disclosure.anonymity import Ladder, anonymised, bands, class_sizes, classes, told_of_all


def people(many: int, seed: int) -> list[Ladder]:
    draw = np.random.default_rng(seed)
    ages = draw.integers(18, 67, many).astype(float)
    ages[draw.random(many) < 0.05] = np.nan
    regions = draw.choice(["ZH", "NH", "UT", "GR"], many, p=[0.5, 0.3, 0.15, 0.05])
    schooling = draw.choice(["low", "middle", "high"], many)
    return [
        bands("age", ages, (5, 10, 20)),
        classes("region", list(regions), ({"ZH": "west", "NH": "west", "UT": "west", "GR": "north"},)),
        classes("schooling", list(schooling)),
    ]


def slow_sizes(columns: list[np.ndarray]) -> list[int]:
    rows = list(zip(*columns, strict=True))
    many = Counter(rows)
    return [many[row] for row in rows]


def test_class_sizes_as_counted_by_hand() -> None:
    ladders = people(300, 1)
    columns = [ladder.levels[0] for ladder in ladders]
    assert class_sizes(columns, 300).tolist() == slow_sizes(columns)
    assert class_sizes([], 3).tolist() == [3, 3, 3]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 10_000), st.integers(5, 400), st.sampled_from([2, 5, 10]))
def test_anonymised_keeps_only_classes_of_k(seed: int, many: int, k: int) -> None:
    ladders = people(many, seed)
    made = anonymised(ladders, rows=many, k=k)
    kept = [made.labels[ladder.name][made.kept] for ladder in ladders]
    sizes = slow_sizes(kept)
    assert all(size >= k for size in sizes)
    assert made.smallest == (min(sizes) if sizes else 0)
    assert made.left_out == many - len(sizes)
    # Only what is in too small a class is left out.
    every = slow_sizes([made.labels[ladder.name] for ladder in ladders])
    assert [size >= k for size in every] == made.kept.tolist()


def test_anonymised_goes_up_only_as_far_as_needed() -> None:
    ladders = people(4000, 3)
    made = anonymised(ladders, rows=4000)
    assert made.left_out <= 200
    assert made.levels["age"] > 0
    finer = [ladder.levels[max(0, made.levels[ladder.name] - (ladder.name == "age"))] for ladder in ladders]
    assert (class_sizes(finer, 4000) < 10).sum() > 200


def test_anonymised_of_fewer_than_k_gives_nothing() -> None:
    made = anonymised(people(9, 1), rows=9)
    assert (made.left_out, made.smallest) == (9, 0)


def test_anonymised_holds_when_extracts_are_linked() -> None:
    """Age and region went out; then schooling is asked: who links all of it still finds k."""
    ladders = people(600, 7)
    first = anonymised(ladders[:2], rows=600)
    alone = anonymised(ladders[2:], rows=600)
    linked = [*first.labels.values(), *alone.labels.values()]
    assert (
        class_sizes([one[first.kept & alone.kept] for one in linked], int((first.kept & alone.kept).sum())).min() < 10
    )
    second = anonymised(ladders[2:], rows=600, already=list(first.labels.values()))
    both = second.kept & first.kept
    linked = [*first.labels.values(), *second.labels.values()]
    assert min(slow_sizes([one[both] for one in linked])) >= 10


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 10_000), st.integers(30, 500))
def test_anonymised_holds_for_everybody_who_went_out_before(seed: int, many: int) -> None:
    """Whoever links two extracts finds at least k, or as many as the first alone gave, for those now left out too."""
    ladders = people(many, seed)
    first = anonymised(ladders[:2], rows=many)
    gave = [np.where(first.kept, one, "-") for one in first.labels.values()]
    second = anonymised(ladders[2:], rows=many, already=gave)
    gave += [np.where(second.kept, one, "-") for one in second.labels.values()]
    sizes = np.array(slow_sizes(gave))
    assert (sizes[first.kept | second.kept] >= 10).all()


def test_anonymised_leaves_out_a_whole_class_of_before_rather_than_show_who_is_gone() -> None:
    """Of twelve that went out as A eleven could go out again; the twelfth would then be the one who did not."""
    before = np.array(["A"] * 12 + ["B"] * 12)
    now = Ladder("x", (np.array(["x"] * 11 + ["y"] + ["x"] * 12),))
    assert anonymised([now], rows=24, already=[before]).kept.tolist() == [False] * 12 + [True] * 12


def test_anonymised_leaves_out_a_class_in_which_all_have_the_same_to_hide() -> None:
    region = classes("region", ["a"] * 20 + ["b"] * 20 + ["c"] * 20)
    works = np.array([1.0] * 20 + [0.0, 1.0] * 10 + [np.nan] * 20)
    made = anonymised([region], rows=60, sensitive=[works], most_left_out=1)
    assert made.kept.tolist() == [False] * 20 + [True] * 40
    # Rather than so many rows it gives up the region.
    assert anonymised([region], rows=60, sensitive=[works]).levels == {"region": 1}


@pytest.mark.parametrize(
    "levels", [(), (np.array(["a"]), np.array(["a", "b"])), (np.array(["*", "*"]), np.array(["a", "b"]))]
)
def test_ladder_that_does_not_rise_is_refused(levels: tuple[np.ndarray, ...]) -> None:
    with pytest.raises(ValueError, match=r"ladder|parts"):
        Ladder("x", levels)


def test_bands_say_what_is_in_them() -> None:
    made = bands("age", np.array([19.0, 20, 24.9, np.nan]), (5, 10))
    assert made.levels[0].tolist() == ["15-20", "20-25", "20-25", "?"]
    assert made.levels[1].tolist() == ["10-20", "20-30", "20-30", "?"]
    assert set(made.levels[2]) == {"*"}


def test_anonymised_refuses_a_class_of_one() -> None:
    with pytest.raises(ValueError, match="class of one"):
        anonymised(people(20, 1), rows=20, k=1)


def test_told_of_all_are_classes_with_one_known_value() -> None:
    labels = np.array(["a"] * 3 + ["b"] * 3 + ["c"] * 3)
    column = np.array([0.0, 0, np.nan, 0, 5, np.nan, np.nan, np.nan, np.nan])
    assert told_of_all([labels], column).tolist() == [True] * 3 + [False] * 6
    assert not told_of_all([], column).any()
