"""Everyday Dutch phrases and the words or ISCO-08 groups they stand for, from `everyday_nl.csv` beside this file.

Our own general list, not a dictionary and not learned from anybody's searches. A phrase counts when the query has all
of its words, in any order; "bejaard*" stands for every word that begins so. The longest phrases that fit are used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from wending.engine.text.wording import content_words, fold


@dataclass(frozen=True, slots=True)
class Everyday:
    """One row: words of the phrase, Dutch and English terms (folded) it stands for, ISCO-08 code prefixes."""

    words: tuple[str, ...]
    dutch: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def read_everyday(lines: Iterable[str]) -> tuple[Everyday, ...]:
    """Return the rows of a CSV with the columns phrase, dutch, english, groups ("|" between several)."""
    return tuple(
        Everyday(
            tuple(fold(word) + ("*" if word.endswith("*") else "") for word in row["phrase"].split()),
            _several(row["dutch"]),
            _several(row["english"]),
            _several(row["groups"]),
        )
        for row in csv.DictReader(lines)
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(fold(part) for part in cell.split("|") if part.strip())


def own_everyday() -> tuple[Everyday, ...]:
    """Return the rows that come with Wending."""
    text = files("wending.engine.text").joinpath("everyday_nl.csv").read_text(encoding="utf-8")
    return read_everyday(text.splitlines())


def _says(query_word: str, phrase_word: str) -> bool:
    return query_word.startswith(phrase_word[:-1]) if phrase_word.endswith("*") else query_word == phrase_word


class EverydayWords:
    """Finds the rows that a query calls for."""

    def __init__(self, rows: Iterable[Everyday]) -> None:
        self._by_start: dict[str, list[Everyday]] = {}
        for row in rows:
            self._by_start.setdefault(row.words[0][:1], []).append(row)

    def meant(self, folded: str) -> list[tuple[Everyday, float]]:
        """Return the rows whose phrase is in the folded query, with the share (0..1] of its content they explain.

        A row whose words are all explained by a longer row gives way to it.
        """
        said = folded.split()
        content = set(content_words(folded)) or set(said)
        found: list[tuple[Everyday, frozenset[str]]] = []
        for start in sorted({word[:1] for word in said}):
            for row in self._by_start.get(start, ()):
                if all(any(_says(word, part) for word in said) for part in row.words):
                    heard = frozenset(word for word in said for part in row.words if _says(word, part))
                    found.append((row, heard))
        return [
            (row, len(heard & content) / len(content) if heard & content else 0.5)
            for row, heard in found
            if not any(heard < other for _, other in found)
        ]
