"""Everyday Dutch phrases and the words or ISCO-08 groups they stand for, from `everyday_nl.csv` beside this file.

Our own general list, not a dictionary and not learned from anybody's searches. A phrase counts when each of its words
begins a word of the query: "bejaard" is found in "bejaarden".
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
    dutch: tuple[str, ...]
    english: tuple[str, ...]
    groups: tuple[str, ...]


def read_everyday(lines: Iterable[str]) -> tuple[Everyday, ...]:
    """Return the rows of a CSV with the columns phrase, dutch, english, groups ("|" between several)."""

    def several(cell: str) -> tuple[str, ...]:
        return tuple(fold(part) for part in cell.split("|") if part.strip())

    return tuple(
        Everyday(
            tuple(fold(row["phrase"]).split()), several(row["dutch"]), several(row["english"]), several(row["groups"])
        )
        for row in csv.DictReader(lines)
    )


def own_everyday() -> tuple[Everyday, ...]:
    """Return the rows that come with Wending."""
    text = files("wending.engine.text").joinpath("everyday_nl.csv").read_text(encoding="utf-8")
    return read_everyday(text.splitlines())


class EverydayWords:
    """Finds the rows that a query calls for."""

    def __init__(self, rows: Iterable[Everyday]) -> None:
        self._by_first: dict[str, list[Everyday]] = {}
        for row in rows:
            self._by_first.setdefault(row.words[0][:2], []).append(row)

    def meant(self, folded: str) -> list[tuple[Everyday, float]]:
        """Return the rows whose phrase is in the folded query, with the share (0..1] of its content they explain."""
        words = content_words(folded) or tuple(folded.split())
        everything = set(folded.split())
        found = []
        for start in sorted({word[:2] for word in everything}):
            for row in self._by_first.get(start, ()):
                hit = {said for part in row.words for said in everything if said.startswith(part)}
                if all(any(said.startswith(part) for said in everything) for part in row.words):
                    found.append((row, min(1.0, len(hit.intersection(words)) / len(words) if words else 1.0)))
        most = max((len(row.words) for row, _ in found), default=0)
        return [(row, share) for row, share in found if len(row.words) == most or share >= 0.5]
