"""All concepts of one kind, findable: labels, character pieces and vectors side by side, and the score of a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from wending.engine.text.encoder import Encoder
from wending.engine.text.entry import Entry, Hit, Kind, Language
from wending.engine.text.fusion import Weights, closeness, fuse
from wending.engine.text.grams import GramIndex
from wending.engine.text.labels import LABEL_TYPES, LANGUAGES, Labels
from wending.engine.text.query import Query, Wording

Floats = NDArray[np.float32]
State = Mapping[str, NDArray[np.generic]]

_FAINTEST = 0.25
_LOOKED_AT = 150
_DIMENSIONS = 256
_REMEMBERED = 2000


class Shelf:
    """Concepts of one kind. `labels_`, `grams_` as in their modules; `vectors_` (v, up to 256; float32), the concept
    of each in `owners_` (v,), and `basis_` (encoder dimensions, up to 256) that brings a full vector to that space."""

    labels_: Labels
    grams_: GramIndex
    vectors_: Floats
    owners_: NDArray[np.int32]
    basis_: Floats

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._remembered: dict[str, tuple[NDArray[np.intp], Floats]] = {}
        self._members: dict[tuple[str, ...], Floats] = {}

    def fit(self, entries: Iterable[Entry], encoder: Encoder | None) -> Shelf:
        """Learn from the entries of this kind."""
        self.labels_ = Labels().fit(entry for entry in entries if entry.kind == self.kind)
        self.grams_ = GramIndex().fit(self.labels_.folded)
        self._embed(encoder)
        self._prepare()
        return self

    def _embed(self, encoder: Encoder | None) -> None:
        """Embed preferred labels: Dutch and English of occupations, one language (Dutch first) of skills, for time."""
        labels = self.labels_
        texts: list[str] = []
        owners: list[int] = []
        for concept in range(len(labels.uris)):
            both = [labels.shown[language][concept] for language in LANGUAGES if labels.shown[language][concept]]
            chosen = both if self.kind == "occupation" else both[:1]
            texts += chosen
            owners += [concept] * len(chosen)
        self.owners_ = np.array(owners, dtype=np.int32)
        if encoder is None or not texts:
            self.basis_ = np.zeros((0, 0), dtype=np.float32)
            self.vectors_ = np.zeros((len(texts), 0), dtype=np.float32)
            return
        full = encoder.encode(texts)
        # The main axes keep nearly all of the angles at half of the memory and time.
        _, axes = np.linalg.eigh(full.T @ full)
        self.basis_ = np.ascontiguousarray(axes[:, ::-1][:, :_DIMENSIONS], dtype=np.float32)
        self.vectors_ = (full @ self.basis_).astype(np.float16).astype(np.float32)

    def _prepare(self) -> None:
        changes = np.flatnonzero(np.diff(self.owners_, prepend=-1))
        self._vector_starts = changes.astype(np.int64)
        self._vector_concepts = self.owners_[changes]
        self._is_preferred = (self.labels_.types == 0).astype(np.float32)

    def search(self, query: Query, limit: int, weights: Weights) -> list[Hit]:
        """Return at most `limit` concepts with a score above 0, best first, equals in order of URI."""
        if not self.labels_.uris or limit <= 0:
            return []
        strength, origins = self._strengths(query, weights)
        best = np.maximum.reduceat(strength, self.labels_.starts)
        preferred = np.maximum.reduceat(strength * self._is_preferred, self.labels_.starts)
        scores = fuse(best, preferred, self._meaning(query), self._groups(query), weights)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [
            self._hit(int(concept), float(scores[concept]), query.language, strength, origins)
            for concept in order
            if scores[concept] > 0
        ]

    def _hit(self, concept: int, score: float, language: Language, strength: Floats, origins: NDArray[np.int8]) -> Hit:
        labels = self.labels_
        start = int(labels.starts[concept])
        end = int(labels.starts[concept + 1]) if concept + 1 < len(labels.starts) else len(labels.texts)
        row = start + int(np.argmax(strength[start:end]))
        label = labels.label(concept, language)
        # Where words explain less than half of the score, meaning or a group found the concept.
        if float(strength[row]) < score / 2:
            return Hit(labels.uris[concept], self.kind, label, score, label, "meaning")
        # Hidden labels serve to be found and not to be read.
        is_hidden = LABEL_TYPES[labels.types[row]] == "hidden"
        matched = label if is_hidden else labels.texts[row]
        by_everyday = bool(origins[row])
        return Hit(labels.uris[concept], self.kind, label, score, matched, "everyday" if by_everyday else "words")

    def _strengths(self, query: Query, weights: Weights) -> tuple[Floats, NDArray[np.int8]]:
        """Return per label (n,) how well it answers the query in 0..1, and if an everyday phrase (1) made it so."""
        labels = self.labels_
        strength = np.zeros(len(labels.folded), dtype=np.float32)
        origins = np.zeros(len(strength), dtype=np.int8)
        for wording in query.wordings:
            rows, found = self._likely(wording, weights)
            found = found * np.float32(wording.trust)
            better = found > strength[rows]
            strength[rows[better]] = found[better]
            origins[rows[better]] = wording.origin == "everyday"
        by_type = np.array([1.0, weights.alternative, weights.hidden, weights.alternative], dtype=np.float32)
        by_language = np.full(len(LANGUAGES), weights.other_language, dtype=np.float32)
        by_language[LANGUAGES.index(query.language)] = 1.0
        touched = np.flatnonzero(strength)
        strength[touched] *= by_type[labels.types[touched]] * by_language[labels.languages[touched]]
        return strength, origins

    def _likely(self, wording: Wording, weights: Weights) -> tuple[NDArray[np.intp], Floats]:
        """Return the labels like one wording and how like, 0..1. What everyday phrases ask for is remembered."""
        held = self._remembered.get(wording.text)
        if held is not None:
            return held
        likeness = self.grams_.likeness(wording.text)
        rows = np.flatnonzero(likeness > _FAINTEST)
        closest = rows
        if len(rows) > _LOOKED_AT:
            # Stable, so that equals at the edge are always the same ones.
            closest = rows[np.argsort(-likeness[rows], kind="stable")[:_LOOKED_AT]]
        found = likeness ** np.float32(weights.power)
        looked_at = sorted({*closest.tolist(), *self.labels_.beginning_with(wording.text, 60)})
        for row in looked_at:
            found[row] = max(found[row], closeness(wording.text, self.labels_.folded[row], weights))
        rows = np.union1d(rows, np.array(looked_at, dtype=np.intp))
        answer = (rows, found[rows].astype(np.float32))
        if wording.origin == "everyday" and len(self._remembered) < _REMEMBERED:
            self._remembered[wording.text] = answer
        return answer

    def _meaning(self, query: Query) -> Floats:
        """Return the cosine (concepts,) between the query and the nearest preferred label of each concept."""
        meaning = np.zeros(len(self.labels_.uris), dtype=np.float32)
        if query.vector is None or not self.vectors_.shape[1]:
            return meaning
        near = self.vectors_ @ (query.vector @ self.basis_)
        meaning[self._vector_concepts] = np.maximum.reduceat(near, self._vector_starts)
        return meaning

    def _groups(self, query: Query) -> Floats:
        """Return per concept (c,) the trust 0..1 that an everyday phrase puts in its ISCO-08 group."""
        trust = np.zeros(len(self.labels_.uris), dtype=np.float32)
        for prefixes, share in query.groups:
            if prefixes not in self._members:
                inside = [group.startswith(prefixes) for group in self.labels_.groups]
                self._members[prefixes] = np.array(inside, dtype=np.float32)
            trust = np.maximum(trust, np.float32(share) * self._members[prefixes])
        return trust

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return the learned arrays, for an .npz file."""
        parts = {f"labels.{name}": array for name, array in self.labels_.state().items()}
        parts |= {f"grams.{name}": array for name, array in self.grams_.state().items()}
        return parts | {"vectors": self.vectors_.astype(np.float16), "owners": self.owners_, "basis": self.basis_}

    @classmethod
    def from_state(cls, kind: Kind, state: State) -> Shelf:
        """Return the shelf that `state` describes."""
        made = cls(kind)
        made.labels_ = Labels.from_state({k[7:]: v for k, v in state.items() if k.startswith("labels.")})
        made.grams_ = GramIndex.from_state({k[6:]: v for k, v in state.items() if k.startswith("grams.")})
        made.vectors_ = state["vectors"].astype(np.float32)
        made.owners_ = state["owners"].astype(np.int32)
        made.basis_ = state["basis"].astype(np.float32)
        made._prepare()
        return made
