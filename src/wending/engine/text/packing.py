"""Lists of texts as byte arrays for .npz files: no pickle, small, quick to read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def packed(texts: Sequence[str]) -> NDArray[np.generic]:
    """Return the texts as bytes, one per line; white space inside a text becomes one space."""
    return np.frombuffer("".join(" ".join(text.split()) + "\n" for text in texts).encode(), dtype=np.uint8)


def unpacked(held: NDArray[np.generic]) -> list[str]:
    """Return the texts that `packed` put together."""
    return held.tobytes().decode().split("\n")[:-1]
