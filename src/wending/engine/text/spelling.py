"""Mend a mistyped word when exactly such a word is meant: the nearest word that some label or phrase has.

Distance: Damerau-Levenshtein, optimal string alignment (insert, drop, change, swap neighbours). One step for words of
4 to 7 characters, two from 8. Known words and beginnings of known words are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from wending.engine.text.grams import GramIndex
from wending.engine.text.packing import packed, unpacked

_SHORTEST = 4
_TWO_STEPS_FROM = 8
_CANDIDATES = 12


def distance(one: str, other: str) -> int:
    """Return the least number of steps from one word to the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, sign in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            step = min(above[column] + 1, line[-1] + 1, above[column - 1] + (sign != against))
            if row > 1 and column > 1 and sign == other[column - 2] and one[row - 2] == against:
                step = min(step, before[column - 2] + 1)
            line.append(step)
        before, above = above, line
    return above[-1]


class Spelling:
    """Known words, and the nearest of them to an unknown one. `words_`: alphabetical; `counts_`: how often seen."""

    words_: list[str]
    counts_: NDArray[np.int32]
    grams_: GramIndex

    def fit(self, counts: Mapping[str, int]) -> Spelling:
        """Learn the words (only those of letters) and how often each is seen."""
        self.words_ = sorted(word for word in counts if word.isalpha() and len(word) >= _SHORTEST)
        self.counts_ = np.array([counts[word] for word in self.words_], dtype=np.int32)
        self.grams_ = GramIndex().fit(self.words_)
        return self

    def mend(self, word: str) -> str:
        """Return the known word that is near enough, nearest first, then most frequent; else the word itself."""
        if len(word) < _SHORTEST or not word.isalpha() or not self.words_:
            return word
        allowed = 2 if len(word) >= _TWO_STEPS_FROM else 1
        likeness = self.grams_.likeness(word)
        most = min(_CANDIDATES, len(likeness))
        near = np.argpartition(-likeness, most - 1)[:most].tolist()
        # People seldom mistype the first letter.
        best = min(
            (distance(word, known), known[0] != word[0], -int(self.counts_[row]), known)
            for row, known in ((row, self.words_[row]) for row in near)
        )
        return best[3] if best[0] <= allowed else word

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return the learned arrays, for an .npz file."""
        grams = {f"grams.{name}": array for name, array in self.grams_.state().items()}
        return {"words": packed(self.words_), "counts": self.counts_, **grams}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[np.generic]]) -> Spelling:
        """Return what `state` describes."""
        made = cls()
        made.words_ = unpacked(state["words"])
        made.counts_ = state["counts"].astype(np.int32)
        made.grams_ = GramIndex.from_state({k[6:]: v for k, v in state.items() if k.startswith("grams.")})
        return made
