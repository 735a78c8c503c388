"""Soft skills in plain words, in our own words: each with behaviours that others can see, in three steps that grow.

Read from `behaviours.csv` beside this file: key, step (0 is the name), Dutch, English. Steps tell what growth looks
like: 1 with help, 2 by oneself, 3 for others too. They are no measure: nobody is placed on a step.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PREFIX = "urn:wending:behaviour:"
STEPS = (1, 2, 3)


@dataclass(frozen=True)
class Behaviour:
    """A soft skill: names by language, and per step the sentences by language."""

    key: str
    names: dict[str, str]
    steps: dict[int, tuple[dict[str, str], ...]]

    @property
    def uri(self) -> str:
        """The name by which skills of items point here."""
        return PREFIX + self.key

    def name(self, lang: str) -> str:
        """Return the name in a language, Dutch where that is not there."""
        return self.names.get(lang, self.names["nl"])

    def sentences(self, lang: str) -> list[tuple[int, list[str]]]:
        """Return each step with its sentences in a language."""
        return [(step, [one.get(lang, one["nl"]) for one in self.steps[step]]) for step in STEPS]


@lru_cache(maxsize=1)
def behaviours() -> dict[str, Behaviour]:
    """Return all soft skills by key, in the order of the file."""
    names: dict[str, dict[str, str]] = {}
    steps: dict[str, dict[int, list[dict[str, str]]]] = {}
    with (Path(__file__).parent / "behaviours.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = {"nl": row["nl"], "en": row["en"]}
            if row["step"] == "0":
                names[row["key"]] = words
                steps[row["key"]] = {step: [] for step in STEPS}
            else:
                steps[row["key"]][int(row["step"])].append(words)
    return {
        key: Behaviour(key, words, {step: tuple(found) for step, found in steps[key].items()})
        for key, words in names.items()
    }
