"""What one typed query stands for, worked out once: wordings to look for, groups it points at, its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from wending.engine.text.entry import Language

Origin = Literal["words", "everyday"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A folded wording to look for: `trust` 0..1, and whether the person or an everyday phrase gave it."""

    text: str
    trust: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Query:
    """`wordings`: most trusted first; `groups`: ISCO-08 code prefixes with the trust 0..1 in each set; `vector` (d,):
    meaning as a row of length 1, None without encoder or while the last word is still being typed."""

    wordings: tuple[Wording, ...]
    groups: tuple[tuple[tuple[str, ...], float], ...]
    vector: NDArray[np.float32] | None
    language: Language
