"""The labels of all concepts as flat arrays, sorted by concept: what the index searches in and shows. Pure storage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from wending.engine.text.entry import Entry, Language
from wending.engine.text.packing import packed, unpacked
from wending.engine.text.wording import fold

State = Mapping[str, NDArray[np.generic]]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
LABEL_TYPES = ("preferred", "alternative", "hidden", "everyday")

# Longer is a text and not a name: searching in it costs time and finds little.
_LONGEST = 150


class Labels:
    """Concepts 0..c-1 in order of URI, and their labels 0..n-1 in order of concept.

    `uris`, `groups`, `shown` (language -> preferred label or ""): per concept; `starts` (c,) first label of each.
    `texts`, `folded`: per label; `owners`, `languages`, `types` (n,).
    """

    uris: list[str]
    groups: list[str]
    shown: dict[Language, list[str]]
    starts: NDArray[np.int64]
    texts: list[str]
    folded: list[str]
    owners: NDArray[np.int32]
    languages: NDArray[np.int8]
    types: NDArray[np.int8]

    def fit(self, entries: Iterable[Entry]) -> Labels:
        """Sort the entries; the same folded text counts once per concept, in its strongest label type."""
        read = [(fold(entry.text), entry) for entry in entries]
        ordered = sorted(
            ((folded, entry) for folded, entry in read if 0 < len(folded) <= _LONGEST),
            key=lambda pair: (
                pair[1].uri,
                LABEL_TYPES.index(pair[1].label_type),
                LANGUAGES.index(pair[1].language),
                pair[1].text,
            ),
        )
        self.uris = sorted({entry.uri for _, entry in ordered})
        place = {uri: row for row, uri in enumerate(self.uris)}
        self.groups = [""] * len(self.uris)
        self.shown = {language: [""] * len(self.uris) for language in LANGUAGES}
        kept: dict[tuple[int, str], Entry] = {}
        for folded, entry in ordered:
            row = place[entry.uri]
            kept.setdefault((row, folded), entry)
            if entry.label_type == "preferred":
                self.groups[row] = entry.group or self.groups[row]
                if not self.shown[entry.language][row]:
                    self.shown[entry.language][row] = entry.text
        self.texts = [" ".join(entry.text.split()) for entry in kept.values()]
        self.owners = np.array([row for row, _ in kept], dtype=np.int32)
        self.languages = np.array([LANGUAGES.index(e.language) for e in kept.values()], dtype=np.int8)
        self.types = np.array([LABEL_TYPES.index(e.label_type) for e in kept.values()], dtype=np.int8)
        self._derive()
        return self

    def _derive(self) -> None:
        """Work out what follows from the stored arrays."""
        self.folded = [fold(text) for text in self.texts]
        self.starts = np.searchsorted(self.owners, np.arange(len(self.uris))).astype(np.int64)
        self._alphabet = sorted(range(len(self.folded)), key=self.folded.__getitem__)
        self._sorted = [self.folded[row] for row in self._alphabet]
        self._known = frozenset(self.all_words())
        self._words = sorted(self._known)

    def same_as(self, folded: str) -> list[int]:
        """Return the labels that read exactly so, in order of concept."""
        first, last = bisect_left(self._sorted, folded), bisect_left(self._sorted, folded + "\0")
        return sorted(self._alphabet[first:last])

    def beginning_with(self, folded: str, most: int) -> list[int]:
        """Return at most `most` labels that begin with the folded text, shortest first."""
        first = bisect_left(self._sorted, folded)
        last = bisect_left(self._sorted, folded + "\uffff")
        return sorted(self._alphabet[first:last], key=lambda row: (len(self.folded[row]), row))[:most]

    def is_known(self, word: str) -> bool:
        """Tell whether some label has the folded word."""
        return word in self._known

    def has_beginning(self, beginning: str) -> bool:
        """Tell whether some word of a label begins so."""
        at = bisect_left(self._words, beginning)
        return at < len(self._words) and self._words[at].startswith(beginning)

    def all_words(self) -> Iterator[str]:
        """Yield the words of all labels, as often as they occur."""
        return (word for text in self.folded for word in text.split())

    def label(self, concept: int, language: Language) -> str:
        """Return the preferred label in the language, or in the other one, or the first label there is."""
        other: Language = "en" if language == "nl" else "nl"
        shown = self.shown[language][concept] or self.shown[other][concept]
        return shown or self.texts[int(self.starts[concept])]

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays to keep, for an .npz file."""
        return {
            "uris": packed(self.uris),
            "groups": packed(self.groups),
            "shown_nl": packed(self.shown["nl"]),
            "shown_en": packed(self.shown["en"]),
            "texts": packed(self.texts),
            "owners": self.owners,
            "languages": self.languages,
            "types": self.types,
        }

    @classmethod
    def from_state(cls, state: State) -> Labels:
        """Return the labels that `state` describes."""
        made = cls()
        made.uris = unpacked(state["uris"])
        made.groups = unpacked(state["groups"])
        made.shown = {"nl": unpacked(state["shown_nl"]), "en": unpacked(state["shown_en"])}
        made.texts = unpacked(state["texts"])
        made.owners = state["owners"].astype(np.int32)
        made.languages = state["languages"].astype(np.int8)
        made.types = state["types"].astype(np.int8)
        made._derive()
        return made
