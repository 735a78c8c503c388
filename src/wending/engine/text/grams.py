"""Likeness of short texts by the character pieces they share: finds typing errors, compounds and inflections.

Cosine between binary piece vectors weighted by inverse document frequency (Salton & Buckley 1988). Word-based search
does not serve Dutch: "vrachtauto chauffeur" and "vrachtwagenchauffeur" share no word and most of their pieces.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


def pieces(folded: str) -> set[str]:
    """Return the pieces of a folded text: 3 and 4 characters, and the first 2 of each word; "_" marks an edge."""
    line = f"_{folded.replace(' ', '_')}_"
    found = {line[i : i + size] for size in (3, 4) for i in range(len(line) - size + 1)}
    found.update(f"_{word[:1]}" for word in folded.split())
    return found


class GramIndex:
    """Texts findable by shared character pieces.

    After `fit`: `pieces_` (piece -> row), `starts_` (rows + 1,) and `postings_` (all texts per piece, in order),
    `weights_` (rows,) inverse document frequencies, `norms_` (texts,) lengths of the piece vectors.
    """

    pieces_: dict[str, int]
    starts_: NDArray[np.int64]
    postings_: Ints
    weights_: Floats
    norms_: Floats

    def fit(self, texts: Sequence[str]) -> GramIndex:
        """Learn the pieces of the folded texts (n,)."""
        numbers: dict[str, int] = {}
        # Numbers instead of the pieces themselves: a tenth of the memory while learning.
        numbered, lengths = array("i"), np.zeros(len(texts), dtype=np.int64)
        for place, text in enumerate(texts):
            found = pieces(text)
            lengths[place] = len(found)
            numbered.extend([numbers.setdefault(piece, len(numbers)) for piece in found])
        order = sorted(numbers)
        self.pieces_ = {piece: row for row, piece in enumerate(order)}
        row_of = np.zeros(len(order), dtype=np.int32)
        row_of[[numbers[piece] for piece in order]] = np.arange(len(order), dtype=np.int32)
        rows = row_of[np.frombuffer(numbered, dtype=np.int32)]
        by_piece = np.lexsort((np.repeat(np.arange(len(texts), dtype=np.int32), lengths), rows))
        self.postings_ = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)[by_piece]
        counts = np.bincount(rows, minlength=len(order))
        self.starts_ = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        self.weights_ = np.log1p(len(texts) / np.maximum(counts, 1)).astype(np.float32)
        squares = np.repeat(self.weights_.astype(np.float64) ** 2, counts)
        self.norms_ = np.sqrt(np.bincount(self.postings_, weights=squares, minlength=len(texts))).astype(np.float32)
        return self

    def likeness(self, folded: str) -> Floats:
        """Return the likeness (texts,) of every text to the folded text, each in 0..1."""
        rows = sorted(self.pieces_[piece] for piece in pieces(folded) if piece in self.pieces_)
        unknown = len(pieces(folded)) - len(rows)
        shared = np.zeros(len(self.norms_), dtype=np.float32)
        for row in rows:
            shared[self.postings_[self.starts_[row] : self.starts_[row + 1]]] += self.weights_[row] ** 2
        # A piece that no text has is as rare as can be: it counts against every text alike.
        rarest = float(self.weights_.max(initial=0.0)) ** 2
        length = np.sqrt(float((self.weights_[rows] ** 2).sum()) + unknown * rarest)
        scores: Floats = np.minimum(shared / np.maximum(self.norms_ * np.float32(length), np.float32(1e-9)), 1.0)
        return scores.astype(np.float32)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return the learned arrays, for an .npz file."""
        return {
            "pieces": np.array(list(self.pieces_), dtype=np.str_),
            "starts": self.starts_,
            "postings": self.postings_,
            "weights": self.weights_,
            "norms": self.norms_,
        }

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[np.generic]]) -> GramIndex:
        """Return the index that `state` describes."""
        made = cls()
        made.pieces_ = {str(piece): row for row, piece in enumerate(state["pieces"])}
        made.starts_ = state["starts"].astype(np.int64)
        made.postings_ = state["postings"].astype(np.int32)
        made.weights_ = state["weights"].astype(np.float32)
        made.norms_ = state["norms"].astype(np.float32)
        return made
