"""The people, the openings, and how they fit: what every assignment reads. Not how one is found.

Terms: *wants* = how well an opening suits a person, *meets* = how well a person meets what an opening asks; a person
ranks openings by the one, an opening ranks people by the other. *allowed* is False for a forbidden pair: a limit that
the person set, or a demand by law. *capacity* = how many people an opening can take. An *assignment* is one number per
person: the opening, or UNPLACED. Equal values are settled by *lot*: a fixed draw from the labels, so that neither the
order of the rows nor an alphabet decides, and the same market always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Assignment = NDArray[np.int64]

UNPLACED = -1
# Values closer than this count as equal.
FINEST = 1e-6


@dataclass(frozen=True, eq=False)
class Market:
    """n people and m openings. wants, meets: n x m, 0 to 1; allowed: n x m; capacities: m, 0 or more.

    `people` and `openings` are labels, each once; `draw` names the lot. Raises ValueError on unequal shapes, values
    outside 0 to 1, negative capacities or labels that come twice.
    """

    people: tuple[str, ...]
    openings: tuple[str, ...]
    wants: Floats
    meets: Floats
    allowed: Bools
    capacities: Numbers
    draw: str = ""

    def __post_init__(self) -> None:
        shape = (len(self.people), len(self.openings))
        for name in ("wants", "meets", "allowed"):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} has {getattr(self, name).shape} values, not {shape}")
        if self.capacities.shape != (shape[1],) or (self.capacities < 0).any():
            raise ValueError("give one capacity of 0 or more per opening")
        for name in ("wants", "meets"):
            values = getattr(self, name)
            if not ((values >= 0) & (values <= 1)).all():
                raise ValueError(f"{name} holds values outside 0 to 1")
        if len(set(self.people)) < shape[0] or len(set(self.openings)) < shape[1]:
            raise ValueError("a label comes twice")

    @property
    def fit(self) -> Floats:
        """Return n x m: the mean of what both sides see in a pair, 0 to 1; the unit of the total fit."""
        return (self.wants + self.meets) / 2

    def person_order(self) -> Floats:
        """Return n x m keys: a person ranks a higher key first; no two in a row are equal."""
        return _in_steps(self.wants) + _lots(self.openings, self.draw)[None, :]

    def opening_order(self) -> Floats:
        """Return n x m keys: an opening ranks a higher key first; no two in a column are equal."""
        return _in_steps(self.meets) + _lots(self.people, self.draw)[:, None]

    def without(self, gone: set[str], taken: Mapping[str, str]) -> Market:
        """Return what is left: people in `gone` are out, and who said yes (person -> opening) keeps that place.

        Raises KeyError for an unknown opening in `taken`. People that are not here any more are passed over, but the
        place they took stays taken.
        """
        stay = np.array([label not in gone and label not in taken for label in self.people], dtype=bool)
        left = self.capacities.copy()
        place = {label: number for number, label in enumerate(self.openings)}
        for opening in taken.values():
            left[place[opening]] = max(left[place[opening]] - 1, 0)
        return Market(
            tuple(label for label, kept in zip(self.people, stay, strict=True) if kept),
            self.openings,
            self.wants[stay],
            self.meets[stay],
            self.allowed[stay],
            left,
            self.draw,
        )


def _in_steps(values: Floats) -> Floats:
    """Return values as whole steps of FINEST."""
    return np.asarray(np.round(values / FINEST), dtype=np.float64)


def _lots(labels: tuple[str, ...], draw: str) -> Floats:
    """Return a place in the lot per label, 0 up to below 1, all different."""
    drawn = sorted(range(len(labels)), key=lambda k: (_digest(f"{draw}\0{labels[k]}"), labels[k]))
    places = np.empty(len(labels), dtype=np.float64)
    places[drawn] = np.arange(len(labels)) / max(len(labels), 1)
    return places


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def pair_lots(market: Market) -> Floats:
    """Return n x m numbers from 0 up to below 1 that depend on both labels only: settles equal totals."""
    rows, columns = (
        np.array([int.from_bytes(_digest(f"{market.draw}\0{label}")) for label in labels], dtype=np.uint64)
        for labels in (market.people, market.openings)
    )
    mixed = rows[:, None] ^ (columns << np.uint64(1))[None, :]
    # The finisher of SplitMix64 (Steele, Lea & Flood 2014): every bit of the labels counts.
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)) * 2.0**-53, dtype=np.float64)
