"""Judge a ranking of steps between occupations by what experts named as related.

Experts judged codes of another classification, reached through a crosswalk. Relatedness is not an observed move:
a high score says the ranking agrees with experts on what is near, not that people go there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit.data import Floats

DEPTH = 10


@dataclass(frozen=True)
class Judgement:
    """Hold how well one origin's ranking agrees: nDCG at 10 and average precision, both 0..1."""

    origin: str
    code: str
    ndcg: float
    average_precision: float


def ndcg(gains: Floats, depth: int = DEPTH) -> float:
    """Return the discounted gain of the first depth over that of the best possible order; gains in ranked order.

    Järvelin & Kekäläinen (2002), ACM TOIS 20: gain over log2(place + 1). 0 when there is nothing to gain.
    """
    discount = 1 / np.log2(np.arange(2, depth + 2))
    ideal = np.sort(gains)[::-1][:depth]
    best = float(ideal @ discount[: len(ideal)])
    first = gains[:depth]
    return float(first @ discount[: len(first)]) / best if best > 0 else 0.0


def average_precision(gains: Floats) -> float:
    """Return the mean, over relevant items (gain above 0), of the share of relevant ones up to there."""
    is_relevant = gains > 0
    if not is_relevant.any():
        return 0.0
    precision = np.cumsum(is_relevant) / np.arange(1, len(gains) + 1)
    return float(precision[is_relevant].mean())


def judge(
    scores_of: Callable[[int], Floats],
    occupations: Sequence[str],
    code_of: Mapping[str, str],
    gains: Mapping[str, Mapping[str, float]],
    once_per_code: bool = False,
) -> list[Judgement]:
    """Return the judgement per origin whose code experts judged and that has something to find.

    scores_of: from an origin's number to scores (n), higher is nearer, ties by position. Candidates: occupations with
    a code other than the origin's. once_per_code: only the best candidate of every code counts.
    """
    numbers = np.array([k for k, uri in enumerate(occupations) if uri in code_of], dtype=np.int64)
    codes = np.array([code_of[occupations[k]] for k in numbers])
    judged = []
    for origin, code in zip(numbers, codes, strict=True):
        named = gains.get(str(code), {})
        candidates = codes != code
        worth = np.array([named.get(str(other), 0.0) for other in codes[candidates]])
        if not worth.any():
            continue
        order = np.argsort(-scores_of(int(origin))[numbers[candidates]], kind="stable")
        if once_per_code:
            order = _first_of_each(codes[candidates], order)
        ranked = worth[order]
        judged.append(Judgement(occupations[origin], str(code), ndcg(ranked), average_precision(ranked)))
    return judged


def is_held_out(code: str) -> bool:
    """Return whether an origin's code belongs to the half that was not used for tuning; fixed for ever."""
    return hashlib.sha256(f"wending{code}".encode()).digest()[-1] % 2 == 1


def means(judgements: Sequence[Judgement]) -> tuple[float, float, int]:
    """Return the mean nDCG, the mean average precision and the number of origins."""
    if not judgements:
        return 0.0, 0.0, 0
    return (
        float(np.mean([judged.ndcg for judged in judgements])),
        float(np.mean([judged.average_precision for judged in judgements])),
        len(judgements),
    )


def summary(judgements: Sequence[Judgement]) -> dict[str, tuple[float, float, int]]:
    """Return the means over all origins, those tuned on and those held out."""
    return {
        "all": means(judgements),
        "tuned": means([judged for judged in judgements if not is_held_out(judged.code)]),
        "held out": means([judged for judged in judgements if is_held_out(judged.code)]),
    }


def _first_of_each(codes: NDArray[np.str_], order: NDArray[np.int64]) -> NDArray[np.int64]:
    _, first = np.unique(codes[order], return_index=True)
    return order[np.sort(first)]
