"""Find occupations and skills by what people type: words (character pieces), meaning (encoder), everyday phrases.

The three are fused per concept; an exact or beginning match counts extra, which also serves type-ahead. Works without
an encoder, with less understanding, and says so in `degraded_`. Knows no database: entries come in, hits come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

import numpy as np

from wending.engine.text.encoder import Encoder
from wending.engine.text.entry import Entry, Hit, Kind, Language
from wending.engine.text.everyday import Everyday, EverydayWords, own_everyday
from wending.engine.text.fusion import Weights
from wending.engine.text.query import Query, Wording
from wending.engine.text.shelf import Shelf
from wending.engine.text.spelling import Spelling
from wending.engine.text.wording import fold, other_forms, strip_noise

KINDS: tuple[Kind, ...] = ("occupation", "skill")

_LONGEST_QUERY = 200
_MOST_WORDINGS = 16
_FORMAT = 2


class TextIndex:
    """Search over labelled concepts; the same query always gets the same answer.

    After `fit` or `load`: `shelves_` per kind, `spelling_`, and `degraded_`, an English sentence that says what is
    missing, or "". Safe to share between threads once fitted or loaded.
    """

    shelves_: dict[Kind, Shelf]
    spelling_: Spelling
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
        """Learn from the entries, in any order; about 15 seconds for all of ESCO in two languages."""
        held = list(entries)
        self.shelves_ = {kind: Shelf(kind).fit(held, self.encoder) for kind in KINDS}
        counts = Counter(word for shelf in self.shelves_.values() for word in shelf.labels_.all_words())
        counts.update(part for row in self._everyday_rows() for part in row.words if not part.endswith("*"))
        self.spelling_ = Spelling().fit(counts)
        self._prepare()
        return self

    def _everyday_rows(self) -> tuple[Everyday, ...]:
        return own_everyday() if self.everyday is None else self.everyday

    def _prepare(self) -> None:
        self._phrases = EverydayWords(self._everyday_rows())
        has_vectors = any(shelf.vectors_.shape[1] for shelf in self.shelves_.values())
        is_empty = not any(shelf.labels_.uris for shelf in self.shelves_.values())
        if self.encoder is None:
            self.degraded_ = "no encoder is installed: search goes by words and everyday phrases, not by meaning"
        elif not has_vectors and not is_empty:
            self.degraded_ = "this index was made without an encoder: make it again to search by meaning"
        else:
            self.degraded_ = ""

    def search(self, text: str, kind: Kind | None = None, lang: Language = "nl", limit: int = 10) -> list[Hit]:
        """Return the best concepts for a query or a beginning of one, best first; none for an empty query.

        `lang` is the language of the shown label and gives labels in that language a little more weight; both
        languages are always searched. Scores of one answer are comparable, also between kinds.
        """
        query = self.understand(text, lang)
        if query is None:
            return []
        kinds = KINDS if kind is None else (kind,)
        weights = self.weights or Weights()
        hits = [hit for each in kinds for hit in self.shelves_[each].search(query, limit, weights)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.uri))[: max(limit, 0)]

    def understand(self, text: str, lang: Language = "nl") -> Query | None:
        """Return what the text asks for, or None when it says nothing: noise dropped, misspelt words mended, female
        forms and everyday phrases added."""
        weights = self.weights or Weights()
        typed = strip_noise(text[:_LONGEST_QUERY])
        said = fold(typed)
        if not said:
            return None
        labels = [shelf.labels_ for shelf in self.shelves_.values()]
        words = said.split()
        is_known = [any(each.is_known(word) for each in labels) for word in words]
        is_unfinished = not is_known[-1] and any(each.has_beginning(words[-1]) for each in labels)
        known = [*is_known[:-1], is_known[-1] or is_unfinished]
        mended = " ".join(word if fine else self.spelling_.mend(word) for word, fine in zip(words, known, strict=True))
        wordings = [Wording(said, 1.0, "words")]
        if mended != said:
            wordings.append(Wording(mended, weights.mended, "words"))
        wordings += [Wording(form, weights.other_form, "words") for form in other_forms(mended)]
        groups = []
        # Everyday phrases are Dutch; English has words that look like them ("arts", "word").
        for row, share in self._phrases.meant(mended) if lang == "nl" else []:
            trust = weights.everyday * share
            wordings += [Wording(term, trust, "everyday") for term in row.dutch + row.english]
            if row.groups:
                groups.append((row.groups, share))
        wordings.sort(key=lambda wording: -wording.trust)
        # What is still being typed hardly has a meaning yet, and type-ahead must be quick.
        vector = None
        if self.encoder is not None and not is_unfinished:
            vector = self.encoder.encode([typed if mended == said else mended])[0]
        return Query(tuple(wordings[:_MOST_WORDINGS]), tuple(groups), vector, lang)

    def everyday_terms(self, text: str) -> list[tuple[str, float]]:
        """Return the Dutch and English terms that everyday phrases in the text stand for, each with the share (0..1]
        of the text that its phrase explains, largest first."""
        found = [(term, share) for row, share in self._phrases.meant(fold(text)) for term in row.english + row.dutch]
        return sorted(found, key=lambda each: -each[1])

    def save(self, file: str | Path | IO[bytes]) -> None:
        """Write everything learned to an .npz file (no pickle)."""
        parts = {
            f"{kind}.{name}": part for kind, shelf in self.shelves_.items() for name, part in shelf.state().items()
        }
        parts |= {f"spelling.{name}": part for name, part in self.spelling_.state().items()}
        np.savez(file, allow_pickle=False, format=np.array([_FORMAT]), **parts)

    @classmethod
    def load(
        cls, file: str | Path | IO[bytes], encoder: Encoder | None = None, *, weights: Weights | None = None
    ) -> TextIndex:
        """Read an index that `save` wrote. Raise ValueError when the file is broken or of another version."""
        made = cls(encoder, weights=weights)
        try:
            with np.load(file, allow_pickle=False) as held:
                if int(held["format"][0]) != _FORMAT:
                    raise ValueError("the search index was written by another version: make it again")
                parts = {name: held[name] for name in held.files}
            made.shelves_ = {
                kind: Shelf.from_state(
                    kind, {name.removeprefix(f"{kind}."): p for name, p in parts.items() if name.startswith(f"{kind}.")}
                )
                for kind in KINDS
            }
            made.spelling_ = Spelling.from_state(
                {name.removeprefix("spelling."): p for name, p in parts.items() if name.startswith("spelling.")}
            )
        except (KeyError, OSError, EOFError, BadZipFile) as problem:
            raise ValueError(f"this is not a search index: {problem}") from problem
        made._prepare()
        return made
