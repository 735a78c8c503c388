"""The fitted index: learn from one release once, then rank, explain and step from occupation to occupation.

scikit-learn habits: the constructor only stores, learned values end in _. See parts.py for the formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit import store
from wending.engine.fit.batch import BatchRanker
from wending.engine.fit.credit import learn_credit
from wending.engine.fit.data import FitData, Floats
from wending.engine.fit.diversify import spread
from wending.engine.fit.explain import explain_all
from wending.engine.fit.match import Match, Transition
from wending.engine.fit.needs import OPTIONAL_SHARE, learn_needs
from wending.engine.fit.profile import OwnSkill, PastOccupation, Profile
from wending.engine.fit.relatedness import BOTH, ESCO, SOURCES, learn_transitions
from wending.engine.fit.scores import SKILL_PARTS, score
from wending.engine.fit.state import FitState
from wending.engine.fit.weights import Weights
from wending.engine.fit.wishes import Surroundings

# Diversification looks for variety among this many of the best.
POOL = 200


class FitIndex(FitState):
    """Rank n occupations for a person, explain them, and find steps between occupations."""

    def __init__(self, threads: int = 2) -> None:
        """Store how many threads a batch may use."""
        self.threads = threads

    def fit(self, data: FitData) -> FitIndex:
        """Learn needs, credits and transitions from one release; return self. Raises ValueError on unequal shapes."""
        data = data.whole()
        self.occupations_, self.skills_, self.skill_groups_ = data.occupations, data.skills, data.skill_groups
        self.skill_group_steps_ = data.skill_group_steps
        self.needs_ = learn_needs(data.essential, data.optional)
        self.credit_ = learn_credit(data.skill_group_steps, data.skill_broader, data.skill_relations)
        self.level_low_, self.level_high_, self.is_level_estimated_ = data.levels()
        self.riasec_, self.values_ = np.asarray(data.riasec), np.asarray(data.values)
        self.surroundings_ = Surroundings(
            data.isco,
            data.sector_ids,
            data.sectors,
            data.condition_ids,
            np.asarray(data.conditions),
            np.asarray(data.hours),
        )
        self.transition_ = learn_transitions(data, self.needs_, self.credit_)
        self.ready()
        return self

    def save(self, path: Path) -> None:
        """Write the learned state as .npz, whole or not at all."""
        store.save(self, path)

    @classmethod
    def load(cls, path: Path, threads: int = 2) -> FitIndex:
        """Return the index saved at path; raises ValueError when the file is of another version or not an index."""
        index = cls(threads)
        store.load(index, path)
        return index

    def allowed(
        self,
        isco: Iterable[str] = (),
        sectors: Iterable[str] = (),
        level: tuple[float, float] | None = None,
        exclude: Iterable[str] = (),
    ) -> NDArray[np.bool_]:
        """Return a filter (n): ISCO prefixes, sectors, overlap with a level range (unknown stays in), not excluded."""
        prefixes, wanted, refused = tuple(isco), set(sectors), set(exclude)
        keep = np.array([uri not in refused for uri in self.occupations_], dtype=bool)
        if prefixes:
            keep &= np.array([code.startswith(prefixes) for code in self.surroundings_.isco])
        if wanted:
            columns = np.array([sector in wanted for sector in self.surroundings_.sector_ids], dtype=float)
            keep &= self.surroundings_.sectors @ columns > 0
        if level is not None:
            keep &= ~((self.level_low_ > level[1]) | (self.level_high_ < level[0]))
        return keep

    def rank(
        self,
        profile: Profile,
        weights: Weights | None = None,
        limit: int = 20,
        diversify: float = 0.0,
        allowed: NDArray[np.bool_] | None = None,
        sources: str = BOTH,
    ) -> list[Match]:
        """Return the best occupations for a person, explained, best first and ties by URI.

        diversify: 0 (by total) to 1, .2 gives a mild spread. allowed: n, which occupations take part; their totals
        do not change by it.
        """
        scores = score(self, profile, weights or Weights(), sources)
        keep = self._mask(allowed)
        order = np.flatnonzero(keep)
        order = order[np.argsort(-scores.totals[order], kind="stable")]
        if diversify > 0:
            likeness = self.transition_[ESCO]  # tells near-twins apart that share a worker profile
            chosen = spread(order[: max(POOL, limit)], scores.totals, likeness, limit, diversify)
        else:
            chosen = order[:limit]
        return explain_all(scores, chosen, keep)

    def explain(
        self,
        profile: Profile,
        occupation: str,
        weights: Weights | None = None,
        allowed: NDArray[np.bool_] | None = None,
        sources: str = BOTH,
    ) -> Match:
        """Return the match of a person with one occupation; raises KeyError for an unknown URI."""
        scores = score(self, profile, weights or Weights(), sources)
        return explain_all(scores, np.array([self.number(occupation)]), self._mask(allowed))[0]

    def totals(self, profile: Profile, weights: Weights | None = None, sources: str = BOTH) -> tuple[Floats, Floats]:
        """Return all totals (n) and parts (n x 10, nan unknown, order of Part), in the order of occupations_."""
        scores = score(self, profile, weights or Weights(), sources)
        return scores.totals, scores.parts

    def rank_batch(
        self, strengths: sp.csr_matrix, weights: Weights | None = None, limit: int = 20
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return numbers into occupations_ and totals (profiles x limit) from skills alone.

        strengths: profiles x m CSR in 0..1. The totals are those of rank for the same skills (float32).
        """
        ranker = BatchRanker(self.needs_, self.credit_, (weights or Weights()).vector()[:SKILL_PARTS])
        return ranker.rank(sp.csr_matrix(strengths), limit, self.threads)

    def transitions(
        self,
        occupation: str,
        limit: int = 20,
        sources: str = BOTH,
        allowed: NDArray[np.bool_] | None = None,
    ) -> list[Transition]:
        """Return explained steps from an occupation, best first; raises KeyError for an unknown URI."""
        origin = self.number(occupation)
        numbers, values = self._steps(origin, limit, sources, self._mask(allowed))
        scores = score(self, self.worker(occupation), Weights(), sources)
        matches = explain_all(scores, numbers, self._mask(allowed))
        return [
            Transition(occupation, match.occupation, place, float(value), match)
            for place, (match, value) in enumerate(zip(matches, values, strict=True), start=1)
        ]

    def all_transitions(
        self, limit: int = 20, sources: str = BOTH, allowed: NDArray[np.bool_] | None = None
    ) -> Iterator[tuple[str, list[tuple[str, float]]]]:
        """Yield per occupation its best steps as (URI, score), best first, without explanation."""
        keep = self._mask(allowed)
        for origin, uri in enumerate(self.occupations_):
            numbers, values = self._steps(origin, limit, sources, keep)
            yield uri, [(self.occupations_[k], float(v)) for k, v in zip(numbers, values, strict=True)]

    def worker(self, occupation: str) -> Profile:
        """Return the profile of someone in an occupation: its skills (optional ones for half), level and interests."""
        number = self.number(occupation)
        skills = [
            OwnSkill(self.skills_[skill], certainty=certainty)
            for matrix, certainty in ((self.needs_.essential, 1.0), (self.needs_.optional, OPTIONAL_SHARE))
            for skill in matrix.indices[matrix.indptr[number] : matrix.indptr[number + 1]]
        ]
        level = (self.level_low_[number] + self.level_high_[number]) / 2
        return Profile(
            skills=tuple(skills),
            past=(PastOccupation(occupation, years=10.0),),
            level=None if np.isnan(level) else float(level),
            riasec=_known(self.riasec_[number]),
            values=_known(self.values_[number]),
        )

    def _steps(
        self, origin: int, limit: int, sources: str, allowed: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        if sources not in SOURCES:
            raise ValueError(f"sources are {' or '.join(SOURCES)}, not {sources!r}")
        row = self.transition_[sources][origin]
        among = np.flatnonzero(allowed)
        among = among[among != origin]
        among = among[np.argsort(-row[among], kind="stable")][:limit]
        return among, row[among]

    def _mask(self, allowed: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        if allowed is None:
            return np.ones(len(self.occupations_), dtype=bool)
        if allowed.shape != (len(self.occupations_),):
            raise ValueError(f"a filter holds {len(self.occupations_)} values, one per occupation")
        return np.asarray(allowed, dtype=bool)


def _known(row: Floats) -> tuple[float, ...] | None:
    return None if np.isnan(row).any() else tuple(float(value) for value in row)
