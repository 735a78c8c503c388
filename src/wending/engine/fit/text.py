"""Small text tools: weighted word counts and latent factors.

For likeness of occupations by their descriptions; not a search engine and no language model. Any language, without
word lists: rarity alone pushes common words down.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from wending.engine.fit.data import Floats

WORD = re.compile(r"[^\W\d_]{2,}")


def words(text: str) -> list[str]:
    """Return the lower-case words of two letters or more, in order."""
    return WORD.findall(text.lower())


def word_weights(texts: Sequence[str], least_texts: int = 1) -> sp.csr_matrix:
    """Return texts x words: (1 + ln count) x (1 + ln((1 + texts) / (1 + texts with the word))), rows of length 1.

    Words in fewer than least_texts texts are left out; a text without words gives an empty row. Salton & Buckley
    (1988), "Term-weighting approaches in automatic text retrieval", with logarithmic counts.
    """
    counts = [Counter(words(text)) for text in texts]
    spread = Counter(word for count in counts for word in count)
    column = {word: k for k, word in enumerate(sorted(w for w, c in spread.items() if c >= least_texts))}
    rarity = {word: 1 + math.log((1 + len(texts)) / (1 + spread[word])) for word in column}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        for word, times in count.items():
            if word in column:
                rows.append(row)
                columns.append(column[word])
                values.append((1 + math.log(times)) * rarity[word])
    return unit_rows(sp.csr_matrix((values, (rows, columns)), shape=(len(texts), len(column))))


def unit_rows(matrix: sp.csr_matrix) -> sp.csr_matrix:
    """Return the matrix with every non-empty row scaled to length 1."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ matrix)


def unit_vectors(matrix: Floats) -> Floats:
    """Return the dense matrix with every non-zero row scaled to length 1."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1.0))


def latent_factors(matrix: sp.csr_matrix, most: int) -> Floats:
    """Return rows x k factors, k = most or what a small matrix allows: left singular vectors times singular values.

    Deerwester et al. (1990), "Indexing by latent semantic analysis". The start vector is fixed: same in, same out.
    """
    k = min(most, min(matrix.shape) - 1)
    if k < 1 or matrix.nnz == 0:
        return np.asarray(matrix.toarray())
    left, sizes, _ = svds(matrix.astype(np.float64), k=k, v0=np.ones(min(matrix.shape)) / np.sqrt(min(matrix.shape)))
    return np.asarray(left * sizes)
