"""The measures by hand and against plain loops; the ranking on real data against its bar."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.fit_twin import Twin, cells, cosine, greedy, word_vectors
from tests.engine.fit_world import occupation, world
from wending.engine.fit import evaluation, rivals

gains = st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.0]), min_size=1, max_size=25)


@given(gains)
def test_ndcg_equals_a_plain_loop(ranked: list[float]) -> None:
    def discounted(values: list[float]) -> float:
        return sum(value / math.log2(place + 1) for place, value in enumerate(values[:10], start=1))

    ideal = discounted(sorted(ranked, reverse=True))

    wanted = discounted(ranked) / ideal if ideal else 0.0
    assert evaluation.ndcg(np.array(ranked)) == pytest.approx(wanted, abs=1e-9)


@given(gains)
def test_average_precision_equals_a_plain_loop(ranked: list[float]) -> None:
    hits, precisions = 0, []
    for place, gain in enumerate(ranked, start=1):
        if gain > 0:
            hits += 1
            precisions.append(hits / place)

    wanted = sum(precisions) / len(precisions) if precisions else 0.0
    assert evaluation.average_precision(np.array(ranked)) == pytest.approx(wanted, abs=1e-9)


def test_ndcg_of_known_orders() -> None:
    assert evaluation.ndcg(np.array([2.0, 1.0, 0.0])) == 1
    assert evaluation.ndcg(np.array([0.0, 2.0])) == pytest.approx(1 / math.log2(3))
    assert evaluation.ndcg(np.array([0.0] * 10 + [2.0])) == 0


def test_judge_leaves_out_the_same_code_and_what_has_no_code() -> None:
    occupations = ["a", "b", "c", "d", "e"]
    code_of = {"a": "1", "b": "1", "c": "2", "d": "3"}
    scores = np.array([9.0, 8.0, 1.0, 2.0, 7.0])

    judged = evaluation.judge(lambda _: scores, occupations, code_of, {"1": {"2": 2.0}, "9": {"1": 1.0}})

    assert [j.origin for j in judged] == ["a", "b"]
    assert judged[0].ndcg == pytest.approx(1 / math.log2(3))
    assert judged[0].average_precision == 0.5


def test_judge_once_per_code_counts_the_best_of_each_code() -> None:
    code_of = {"a": "1", "b": "3", "c": "3", "d": "2"}
    scores = np.array([9.0, 8.0, 7.0, 1.0])

    each, once = (
        evaluation.judge(lambda _: scores, list(code_of), code_of, {"1": {"2": 2.0}}, once_per_code=flag)[0]
        for flag in (False, True)
    )

    assert (each.average_precision, once.average_precision) == (pytest.approx(1 / 3), 0.5)


def test_summary_splits_by_code() -> None:
    judged = [evaluation.Judgement(str(k), f"11-{k:04}.00", k / 10, 0.5) for k in range(10)]

    found = evaluation.summary(judged)

    assert found["all"] == (pytest.approx(0.45), 0.5, 10)
    assert found["tuned"][2] + found["held out"][2] == 10
    assert 0 < found["held out"][2] < 10
    assert evaluation.means([]) == (0.0, 0.0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_rivals_equal_their_twins(seed: int) -> None:
    data = world(seed)
    twin = Twin(data.whole())
    texts = word_vectors(list(data.skill_texts))
    percentage, rarity, one_to_one = (r(data) for r in (rivals.MatchedPercentage, rivals.RarityCosine, rivals.OneToOne))

    def weighed(o: int) -> dict[int, float]:
        weights = {s: twin.rarity[s] for s in twin.essential[o] | twin.optional[o]}
        length = math.sqrt(sum(v * v for v in weights.values()))
        return {s: v / length for s, v in weights.items()}

    for a in range(twin.n):
        found = [r.scores_of(a) for r in (percentage, rarity, one_to_one)]
        for b in range(twin.n):
            own, needed = twin.essential[a], twin.essential[b]
            assert found[0][b] == pytest.approx(len(own & needed) / len(needed), abs=1e-9)
            assert found[1][b] == pytest.approx(cosine(weighed(a), weighed(b)), abs=1e-9)
            pairs = [
                (1.0 if s == t else cosine(texts[s], texts[t]), sorted(own).index(s), t) for s in own for t in needed
            ]
            matched = greedy([p for p in pairs if p[0] >= 0.3])
            assert found[2][b] == pytest.approx(matched / max(len(own), len(needed)), abs=1e-9)


def test_world_gives_cells() -> None:
    assert cells(world(0).essential)
    assert world(0).occupations[3] == occupation(3)


@pytest.mark.shared
def test_transitions_of_the_real_release_agree_with_experts(shared_data: Path) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
    import releases

    from wending.engine.fit import FitIndex

    index = FitIndex().fit(releases.esco_with_workers(shared_data))
    code_of = {uri: code for uri, (code, _) in releases.crosswalk(shared_data).items()}
    experts = releases.expert_gains(shared_data)

    found = {
        sources: evaluation.summary(
            evaluation.judge(index.transition_[sources].__getitem__, index.occupations_, code_of, experts)
        )
        for sources in ("esco", "esco+onet")
    }

    assert found["esco"]["all"][0] > 0.355
    assert found["esco"]["held out"][0] > 0.305
    assert found["esco+onet"]["all"][0] > 0.72
    assert found["esco+onet"]["held out"][0] > 0.69
