"""How short the short form of the interests is and how well it agrees with the whole form, beside fixed short forms.

    .venv/bin/python bench/short_form.py [number of people]

People are made up: drawn from the model as the short form assumes it, and from one that it does not know (items that
tell unequally much, people who like everything a bit more or less). Rivals answer as many items of each scale for
everyone: the first five, or five by chance. `agrees` is the share of the three highest scales of the whole form that
the short one names too; `inside` how often the whole form lies within the 95% bounds that the short form states.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "src")]

from wending.instruments.rules.adaptive import beliefs, next_step, numbers_of  # noqa: E402
from wending.instruments.rules.instrument import Instrument  # noqa: E402
from wending.instruments.rules.response import Belief, ItemNumbers  # noqa: E402
from wending.instruments.sources.questionnaire.parse import parse  # noqa: E402
from wending.kit.table import table  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "src/wending/instruments/sources/own/interests"
PER_SCALE = 5
Answers = dict[str, int]


def person(instrument: Instrument, numbers: dict[str, ItemNumbers], rng: np.random.Generator, shared: float) -> Answers:
    """Return the answers of a made-up person; `shared` is how much liking one scale goes with liking all."""
    common = rng.standard_normal()
    traits = {
        scale.id: np.sqrt(shared) * common + np.sqrt(1 - shared) * rng.standard_normal() for scale in instrument.scales
    }
    found = {}
    for item in instrument.items:
        number = numbers[item.id]
        above = 1 / (1 + np.exp(-number.slope * (traits[item.scale] - np.array(number.thresholds))))
        found[item.id] = int((rng.random() < above).sum())
    return found


def short(instrument: Instrument, known: dict[str, ItemNumbers], full: Answers, rng: np.random.Generator) -> Answers:
    """Return what the short form asks."""
    answers: Answers = {}
    while (item := next_step(instrument, answers, known).item) is not None:
        answers[item] = full[item]
    return answers


def first(instrument: Instrument, known: dict[str, ItemNumbers], full: Answers, rng: np.random.Generator) -> Answers:
    """Return the first items of each scale."""
    return {item.id: full[item.id] for s in instrument.scales for item in instrument.items_of(s.id)[:PER_SCALE]}


def chance(instrument: Instrument, known: dict[str, ItemNumbers], full: Answers, rng: np.random.Generator) -> Answers:
    """Return some items of each scale, by chance."""
    picked = [rng.permutation(len(instrument.items_of(s.id)))[:PER_SCALE] for s in instrument.scales]
    return {
        instrument.items_of(s.id)[place].id: full[instrument.items_of(s.id)[place].id]
        for s, places in zip(instrument.scales, picked, strict=True)
        for place in places
    }


def main(people: int) -> None:
    """Print one line per way of asking, for both kinds of people."""
    instrument = parse({path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()})
    known = numbers_of(instrument, {})
    rng = np.random.default_rng(2026)
    unequal = {
        item: ItemNumbers(float(rng.uniform(0.7, 2.1)), tuple(float(b + rng.normal(0, 0.5)) for b in one.thresholds))
        for item, one in known.items()
    }
    for name, numbers, shared in (("as assumed", known, 0.0), ("otherwise than assumed", unequal, 0.3)):
        everyone = [person(instrument, numbers, rng, shared) for _person in range(people)]
        rows = []
        for way in (short, first, chance):
            asked, gaps, agreed, inside, alike = [], [], [], [], []
            for full in everyone:
                answers = way(instrument, known, full, rng)
                told = beliefs(instrument, answers, known)
                whole = beliefs(instrument, full, known)
                plain = {
                    s.id: 25 * np.mean([full[item.id] for item in instrument.items_of(s.id)]) for s in instrument.scales
                }
                asked.append(len(answers))
                gaps += [abs(told[s].mean - plain[s]) for s in plain]
                inside += [
                    abs(told[s].mean - plain[s]) <= 1.96 * np.hypot(told[s].error, whole[s].error) for s in plain
                ]
                highest = [sorted(values, key=lambda s: -values[s])[:3] for values in (plain, _means(told))]
                agreed.append(len(set(highest[0]) & set(highest[1])) / 3)
                alike.append(np.corrcoef(list(plain.values()), list(_means(told).values()))[0, 1])
            spread = f"{np.quantile(asked, 0.05):.0f} to {np.quantile(asked, 0.95):.0f}"
            means = [float(np.mean(one)) for one in (asked, gaps, alike, agreed, inside)]
            rows.append([way.__name__, means[0], spread, *means[1:]])
        print(f"{people} made-up people, {name}")
        print(table(["way", "items", "90% of people", "points off", "correlation", "agrees", "inside"], rows), "\n")


def _means(told: dict[str, Belief]) -> dict[str, float]:
    return {scale: one.mean for scale, one in told.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
