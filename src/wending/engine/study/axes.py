"""The formulas: from a person and programmes to two axes, pleasure and prospects, each with the parts it is made of.

All values lie in 0..1; nan is unknown and is left out, never taken for zero. The axes are separate: nothing of one
moves the other, and there is no sum of both. The weights are our own judgement: no study measured them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit.data import Floats
from wending.engine.fit.parts import likeness
from wending.engine.study.data import Learner, StudyData

INTERESTS, SUBJECTS, WAY, PLACE = PLEASURE = ("interests", "subjects", "way", "place")
CHANCE, BREADTH, WISHES, LEVEL = PROSPECTS = ("chance", "breadth", "wishes", "level")
# Weights of the parts; subjects have none, they move the mean of the others.
PLEASURE_WEIGHTS = np.array([3.0, 0.0, 2.0, 1.0])
PROSPECTS_WEIGHTS = np.array([3.0, 1.0, 2.0, 1.0])
# A subject moves pleasure at most half of the way to its end.
SUBJECT_SHARE = 0.5
# Half of the breadth is there with so many occupations.
BREADTH_HALF = 2.0


@dataclass(frozen=True, eq=False)
class Axes:
    """Hold per programme (p) pleasure and prospects, and p x 4 parts of each in the order of PLEASURE and PROSPECTS.

    liked, disliked: p, the told subject that is most in the field of the programme, -1 none.
    """

    pleasure: Floats
    prospects: Floats
    pleasure_parts: Floats
    prospects_parts: Floats
    liked: NDArray[np.int64]
    disliked: NDArray[np.int64]


def axes(data: StudyData, person: Learner) -> Axes:
    """Return both axes for all programmes.

    pleasure = B + (1 - B) L / 2 - B D / 2, with B the weighted mean of interests, way and place (1/2 when none of them
    is known), L and D the part of the field that is in a liked and in a disliked subject. So a liked subject never
    lowers it and a disliked one never raises it. nan when nothing is known. prospects = weighted mean of known parts.
    """
    liking, liked = _strongest(data.subjects, person.liked)
    disliking, disliked = _strongest(data.subjects, person.disliked)
    is_touched = (liking > 0) | (disliking > 0)
    pleasure = np.column_stack(
        [
            _interests(data, person),
            np.where(is_touched, (1 + liking - disliking) / 2, np.nan),
            _way(data.ways, person.ways),
            _place(data.regions, person.region),
        ]
    )
    base = _mean(pleasure, PLEASURE_WEIGHTS)
    start = np.where(np.isnan(base), 0.5, base)
    moved = start + SUBJECT_SHARE * ((1 - start) * liking - start * disliking)
    count = np.asarray(data.leads.sum(axis=1)).ravel()
    prospects = np.column_stack(
        [
            data.chance,
            np.where(count > 0, count / (count + BREADTH_HALF), np.nan),
            _wishes(data.leads, person.wishes),
            (data.level - 1) / 7,
        ]
    )
    return Axes(
        pleasure=np.where(np.isnan(base) & ~is_touched, np.nan, moved),
        prospects=_mean(prospects, PROSPECTS_WEIGHTS),
        pleasure_parts=pleasure,
        prospects_parts=prospects,
        liked=liked,
        disliked=disliked,
    )


def order(values: Floats, programmes: tuple[str, ...]) -> NDArray[np.int64]:
    """Return the numbers of programmes by value, highest first, unknown last, ties by id."""
    ids = np.argsort(np.array(programmes, dtype=str), kind="stable")
    return ids[np.argsort(-np.nan_to_num(values[ids], nan=-1.0), kind="stable")]


def _strongest(subjects: Floats, told: frozenset[int]) -> tuple[Floats, NDArray[np.int64]]:
    """Return per programme the most that is of a told subject (0 when none or unknown) and which subject, -1 none."""
    rows = len(subjects)
    if not told:
        return np.zeros(rows), np.full(rows, -1, dtype=np.int64)
    columns = np.array(sorted(told))
    found = np.nan_to_num(subjects[:, columns])
    most = found.max(axis=1)
    return most, np.where(most > 0, columns[found.argmax(axis=1)], -1)


def _interests(data: StudyData, person: Learner) -> Floats:
    """Return the mean over occupations of the likeness of interests; an occupation weighs 1 / its programmes."""
    own = None if person.riasec is None else np.asarray(person.riasec, dtype=float)
    alike = likeness(own, np.asarray(data.riasec, dtype=float))
    reached = np.asarray(data.leads.sum(axis=0)).ravel()
    weights = data.leads @ sp.diags(1 / np.maximum(reached, 1))
    return _over_occupations(weights.tocsr(), alike)


def _way(ways: Floats, wanted: frozenset[int]) -> Floats:
    """Return 1 where at least one of the wanted ways is possible, else 0; nan when unknown or none is wanted."""
    if not wanted:
        return np.full(len(ways), np.nan)
    return np.asarray(ways[:, sorted(wanted)].max(axis=1))


def _place(regions: Floats, region: int | None) -> Floats:
    """Return 1 where it is offered in the wanted region, 0 where only elsewhere; nan when unknown or not asked."""
    return np.full(len(regions), np.nan) if region is None else np.asarray(regions[:, region])


def _wishes(leads: sp.csr_matrix, fits: Floats | None) -> Floats:
    """Return how well the best fitting occupation fits what someone seeks in work."""
    if fits is None:
        return np.full(leads.shape[0], np.nan)
    known = np.where(np.isnan(fits), -1.0, fits)
    best = np.full(leads.shape[0], np.nan)
    for row in range(leads.shape[0]):
        reached = known[leads.indices[leads.indptr[row] : leads.indptr[row + 1]]]
        if len(reached) and reached.max() >= 0:
            best[row] = reached.max()
    return best


def _over_occupations(weights: sp.csr_matrix, values: Floats) -> Floats:
    """Return the weighted mean of the known values of the occupations in each row; nan when none is known."""
    known = (~np.isnan(values)).astype(float)
    total = np.asarray(weights @ known).ravel()
    summed = np.asarray(weights @ np.nan_to_num(values)).ravel()
    return np.where(total > 0, np.clip(summed / np.where(total > 0, total, 1.0), 0.0, 1.0), np.nan)


def _mean(parts: Floats, weights: Floats) -> Floats:
    """Return the weighted mean of the known parts of each row; nan when none is known."""
    weighed = (~np.isnan(parts)) @ weights
    summed = np.nan_to_num(parts) @ weights
    return np.where(weighed > 0, np.clip(summed / np.where(weighed > 0, weighed, 1.0), 0.0, 1.0), np.nan)
