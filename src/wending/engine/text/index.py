"""Find occupations and skills by what people type: words (character pieces), meaning (encoder), everyday phrases.

The three are fused per concept; an exact or beginning match counts extra, which also serves type-ahead. Works without
an encoder, with less understanding, and says so in `degraded_`. Knows no database: entries come in, hits come out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from wending.engine.text.encoder import Encoder
from wending.engine.text.entry import Entry, Hit, Kind, Language
from wending.engine.text.everyday import Everyday, EverydayWords, own_everyday
from wending.engine.text.fusion import Weights, closeness, fuse
from wending.engine.text.grams import GramIndex
from wending.engine.text.labels import KINDS, LANGUAGES, Labels
from wending.engine.text.wording import fold, other_forms, strip_noise

Floats = NDArray[np.float32]

_CANDIDATES = 300
_DIMENSIONS = 256
_LONGEST_QUERY = 200
_FORMAT = 1


class TextIndex:
    """Search over labelled concepts, deterministic; equal scores come in order of URI.

    After `fit` or `load`: `labels_`, `grams_`, `vectors_` (v, up to 256; float32) with `vector_starts_`, and
    `degraded_`, an English sentence that says what is missing, or "".
    """

    labels_: Labels
    grams_: GramIndex
    vectors_: Floats
    vector_owners_: NDArray[np.int32]
    basis_: Floats
    degraded_: str

    def __init__(
        self,
        encoder: Encoder | None = None,
        *,
        everyday: tuple[Everyday, ...] | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.encoder = encoder
        self.everyday = everyday
        self.weights = weights

    def fit(self, entries: Iterable[Entry]) -> TextIndex:
        """Learn from the entries; about 10 seconds for all of ESCO in two languages."""
        self.labels_ = Labels().fit(entries)
        self.grams_ = GramIndex().fit(self.labels_.folded)
        self._embed()
        self._prepare()
        return self

    def _embed(self) -> None:
        """Embed preferred labels: Dutch and English of occupations, one language (Dutch first) of skills."""
        labels = self.labels_
        texts: list[str] = []
        owners: list[int] = []
        for concept, kind in enumerate(labels.kinds):
            both = [labels.shown[language][concept] for language in LANGUAGES if labels.shown[language][concept]]
            chosen = both if KINDS[kind] == "occupation" else both[:1]
            texts += chosen
            owners += [concept] * len(chosen)
        self.vector_owners_ = np.array(owners, dtype=np.int32)
        if self.encoder is None or not texts:
            self.basis_ = np.zeros((0, 0), dtype=np.float32)
            self.vectors_ = np.zeros((len(texts), 0), dtype=np.float32)
            return
        full = self.encoder.encode(texts)
        # The main axes keep nearly all of the angles at half of the memory and time.
        _, axes = np.linalg.eigh(full.T @ full)
        self.basis_ = np.ascontiguousarray(axes[:, ::-1][:, :_DIMENSIONS], dtype=np.float32)
        self.vectors_ = (full @ self.basis_).astype(np.float16).astype(np.float32)

    def _prepare(self) -> None:
        """Work out what searching needs besides the stored arrays."""
        weights = self.weights or Weights()
        self._weights = weights
        self._everyday = EverydayWords(own_everyday() if self.everyday is None else self.everyday)
        by_type = np.array([1.0, weights.alternative, weights.hidden, weights.alternative], dtype=np.float32)
        self._label_weight = {
            language: by_type[self.labels_.types]
            * np.where(self.labels_.languages == place, 1.0, weights.other_language).astype(np.float32)
            for place, language in enumerate(LANGUAGES)
        }
        changes = np.flatnonzero(np.diff(self.vector_owners_, prepend=-1))
        self._vector_starts = changes.astype(np.int64)
        self._vector_concepts = self.vector_owners_[changes]
        if self.encoder is None:
            self.degraded_ = "no encoder is installed: search goes by words and everyday phrases, not by meaning"
        elif not self.vectors_.shape[1] and len(self.labels_.uris):
            self.degraded_ = "this index was made without an encoder: make it again to search by meaning"
        else:
            self.degraded_ = ""

    def search(self, text: str, kind: Kind | None = None, lang: Language = "nl", limit: int = 10) -> list[Hit]:
        """Return the best concepts for a query or a beginning of one, best first; none for an empty query.

        `lang` is the language of the shown label and gives labels in that language a little more weight; both
        languages are always searched.
        """
        typed = strip_noise(text[:_LONGEST_QUERY])
        query = fold(typed)
        if not query or not self.labels_.uris:
            return []
        strength, group, by_everyday = self._words(query, lang)
        words = np.maximum.reduceat(strength, self.labels_.starts)
        meaning = self._meaning(typed)
        unfinished = self.labels_.is_unfinished(query)
        scores = fuse(words, meaning, group, self._weights, is_unfinished=unfinished)
        if kind is not None:
            scores = np.where(self.labels_.kinds == KINDS.index(kind), scores, np.float32(0.0))
        best = np.argsort(-scores, kind="stable")[: max(limit, 0)]
        return [
            self._hit(int(concept), float(scores[concept]), lang, strength, by_everyday)
            for concept in best
            if scores[concept] > 0
        ]

    def _hit(self, concept: int, score: float, lang: Language, strength: Floats, by_everyday: NDArray[np.bool_]) -> Hit:
        labels = self.labels_
        start = int(labels.starts[concept])
        end = int(labels.starts[concept + 1]) if concept + 1 < len(labels.starts) else len(labels.texts)
        row = start + int(np.argmax(strength[start:end]))
        label = labels.label(concept, lang)
        # Words explain less than half of the score: then meaning or an everyday group found it.
        if float(strength[row]) < score / 2:
            by = "everyday" if by_everyday[start] and strength[row] > 0 else "meaning"
            return Hit(labels.uris[concept], KINDS[labels.kinds[concept]], label, score, label, by)  # type: ignore[arg-type]
        by = "everyday" if by_everyday[row] else "words"
        return Hit(labels.uris[concept], KINDS[labels.kinds[concept]], label, score, labels.texts[row], by)  # type: ignore[arg-type]

    def _words(self, query: str, lang: Language) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Return per label its strength in 0..1, per concept whether an everyday group holds it, and which labels
        an everyday term found rather than the query itself."""
        weights = self._weights
        forms = [(query, 1.0, False)] + [(form, weights.other_form, False) for form in other_forms(query)]
        group = np.zeros(len(self.labels_.uris), dtype=np.float32)
        for row, share in self._everyday.meant(query):
            forms += [(term, weights.everyday * share, True) for term in row.dutch + row.english]
            if row.groups:
                within = [self.labels_.groups[c].startswith(row.groups) for c in range(len(group))]
                group = np.maximum(group, np.float32(share) * np.array(within, dtype=np.float32))
        strength = np.zeros(len(self.labels_.folded), dtype=np.float32)
        by_everyday = np.zeros(len(strength), dtype=bool)
        for form, trust, is_everyday in forms[:12]:
            found = np.float32(trust) * self._strength(form)
            by_everyday = np.where(found > strength, is_everyday, by_everyday)
            strength = np.maximum(strength, found)
        return strength * self._label_weight[lang], group, by_everyday

    def _strength(self, form: str) -> Floats:
        """Return how well each label (n,) answers one folded wording, in 0..1, label weights aside."""
        likeness = self.grams_.likeness(form)
        strength: Floats = likeness ** np.float32(self._weights.power)
        most = min(_CANDIDATES, len(likeness))
        near = np.argpartition(-likeness, most - 1)[:most]
        for row in [*near.tolist(), *self.labels_.beginning_with(form, 100)]:
            strength[row] = max(strength[row], np.float32(closeness(form, self.labels_.folded[row])))
        return strength

    def _meaning(self, typed: str) -> Floats:
        """Return the cosine (concepts,) between the query and the nearest preferred label of each concept."""
        meaning = np.zeros(len(self.labels_.uris), dtype=np.float32)
        if self.encoder is None or not self.vectors_.shape[1]:
            return meaning
        near = self.vectors_ @ (self.encoder.encode([typed])[0] @ self.basis_)
        meaning[self._vector_concepts] = np.maximum.reduceat(near, self._vector_starts)
        return meaning

    def save(self, file: str | Path | IO[bytes]) -> None:
        """Write everything learned to an .npz file (no pickle)."""
        parts = {f"labels.{name}": array for name, array in self.labels_.state().items()}
        parts |= {f"grams.{name}": array for name, array in self.grams_.state().items()}
        np.savez(
            file,
            format=np.array([_FORMAT]),
            vectors=self.vectors_.astype(np.float16),
            vector_owners=self.vector_owners_,
            basis=self.basis_,
            **parts,  # type: ignore[arg-type]
        )

    @classmethod
    def load(
        cls, file: str | Path | IO[bytes], encoder: Encoder | None = None, *, weights: Weights | None = None
    ) -> TextIndex:
        """Read an index that `save` wrote. Raise ValueError when the file is of another format or broken."""
        made = cls(encoder, weights=weights)
        try:
            with np.load(file, allow_pickle=False) as held:
                if int(held["format"][0]) != _FORMAT:
                    raise ValueError("the search index was written by another version: make it again")
                parts = {name: held[name] for name in held.files}
        except (KeyError, OSError, EOFError) as problem:
            raise ValueError(f"this is not a search index: {problem}") from problem
        made.labels_ = Labels.from_state({k[7:]: v for k, v in parts.items() if k.startswith("labels.")})
        made.grams_ = GramIndex.from_state({k[6:]: v for k, v in parts.items() if k.startswith("grams.")})
        made.vectors_ = parts["vectors"].astype(np.float32)
        made.vector_owners_ = parts["vector_owners"].astype(np.int32)
        made.basis_ = parts["basis"].astype(np.float32)
        made._prepare()
        return made
