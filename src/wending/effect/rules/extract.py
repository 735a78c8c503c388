"""What a researcher may take out of the data of a study: rows in classes of at least k, or a table of counts.

Terms: *extract* = a file that leaves; *released* = the labels that earlier extracts gave of the same people. Whether
somebody was treated counts as something that others know. Organisations, days and own texts never go out.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.extract_released import FACT, TREATED, covariate_of, facts, outcome_of
from wending.effect.rules.gathered import BEFORE
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check.against_plan import groups_of
from wending.engine.disclosure.anonymity import ALL, UNRELEASED, Labels, Ladder, anonymised, bands, classes, told_of_all
from wending.engine.disclosure.cells import rounded, share_is_safe, why_unsafe, with_noise, without_ends
from wending.engine.estimation.terms import Floats
from wending.kit.small_cells import hidden_cells

if TYPE_CHECKING:
    import pandas as pd

SMALLEST_K = 10
MOST_KNOWN = 6
# Levels of schooling in three.
_SCHOOLING = {"0": "low", "1": "low", "2": "low", "3": "middle", "4": "middle", "4+": "middle"}
_SCHOOLING |= {"5": "high", "6": "high", "7": "high", "8": "high"}
COARSER: Mapping[str, tuple[Mapping[str, str], ...]] = {"education_level": (_SCHOOLING,)}


ROUNDINGS = (0.01, 0.1, 0.5, 1.0, 5.0, 10.0, 50.0, 100.0, 500.0, 1000.0)
COUNTS_TO = 5


class Kind(StrEnum):
    """Rows of people, or counts and means per group."""

    ROWS = "rows"
    TABLE = "table"


# The finest rounding of outcomes by their unit. Finer numbers of rows could be laid beside those of a payroll, and
# finer means be subtracted from each other. Shares have one that is fixed: 0.01 in tables, 1 in rows.
FINEST: Mapping[Kind, Mapping[str, float]] = {
    Kind.TABLE: {
        "share": 0.01, "hours_per_week": 1, "euro_per_hour": 0.5, "euro_per_month": 50, "euro_per_year": 50,
        "points": 0.1, "days": 1
    },
    Kind.ROWS: {
        "share": 0.1, "hours_per_week": 5, "euro_per_hour": 1, "euro_per_month": 100, "euro_per_year": 100,
        "points": 0.5, "days": 5
    },
}  # fmt: skip
_FINEST_OTHERWISE = {Kind.TABLE: 1.0, Kind.ROWS: 5.0}


@dataclass(frozen=True)
class Question:
    """What is asked. known: covariates that go out as classes; outcomes: name and horizon of each.

    k: people in the smallest class, or in the smallest cell of a table. rounding: outcomes other than yes and no go out
    as multiples of it, counts as multiples of 5, shares of 0.01. noise: the scale of Laplace noise on those outcomes,
    or on counts; 0 is none.
    """

    kind: Kind
    known: tuple[str, ...]
    outcomes: tuple[tuple[str, int], ...]
    k: int = SMALLEST_K
    rounding: float = 5
    noise: float = 0

    def problem(self) -> str:
        """Return a code of what is wrong with the question, "" when nothing is."""
        if self.k < SMALLEST_K:
            return "k-too-small"
        if self.rounding not in ROUNDINGS or not self.noise >= 0 or not math.isfinite(self.noise):
            return "number-not-right"
        if any(self.rounding < _finest(self.kind, name) for name, _horizon in self.outcomes):
            return "rounding-too-fine"
        if len(self.known) > (MOST_KNOWN if self.kind is Kind.ROWS else 2):
            return "too-many-groups"
        if len(set(self.known)) != len(self.known) or not (self.known or self.outcomes):
            return "nothing-asked"
        return ""


@dataclass(frozen=True)
class Made:
    """An extract: what goes out, and what was done for it.

    released: person, labels, and which facts were known, kept inside. emptied: values that a class would have told of
    everybody in it, or that would tell a row apart. roundings: to what outcomes of rows were rounded in the end.
    """

    frame: pd.DataFrame
    released: pd.DataFrame
    levels: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0
    smallest: int = 0
    emptied: int = 0
    roundings: Mapping[str, float] = field(default_factory=dict)

    @property
    def gone(self) -> tuple[str, ...]:
        """The covariates of which nothing is left: everybody is in one class."""
        return tuple(name for name in self.levels if name in self.frame and (self.frame[name] == ALL).all())


def rows_of(
    tables: StudyTables,
    plan: Plan,
    question: Question,
    released: Sequence[pd.DataFrame],
    name: Callable[[object], str],
    seed: int,
) -> Made:
    """Return rows of people under new names and in a new order; with all that was released they are classes of k."""
    import pandas as pd

    people = tables.persons["person"].astype(str).reset_index(drop=True)
    ladders = [_ladder(one, covariate_of(tables, people, one)) for one in question.known]
    treated = np.where(_treated(tables, plan, people), "1", "0")
    outcomes = {f"{one}_{horizon}": outcome_of(tables, people, one, horizon) for one, horizon in question.outcomes}
    yes_no = [rounded(values, 1) for name_of, values in outcomes.items() if is_share(name_of)]
    already = [labels for one in released for labels in already_released(one, people)]
    made = anonymised(
        [Ladder(TREATED, (treated,)), *ladders],
        rows=len(people),
        k=question.k,
        already=already,
        sensitive=yes_no,
    )
    columns: dict[str, object] = {TREATED: treated[made.kept]}
    columns |= {one.name: made.labels[one.name][made.kept] for one in ladders}
    linked = [one[made.kept] for one in (treated, *(made.labels[ladder.name] for ladder in ladders), *already)]
    emptied = 0
    for name_of, values in outcomes.items():
        if is_share(name_of):
            columns[name_of] = rounded(values[made.kept], 1)
            continue
        plain = rounded(without_ends(values[made.kept], question.k), question.rounding)
        given = _protected(values[made.kept], question, [_seed(seed, name_of, one) for one in people[made.kept]])
        empty = told_of_all(linked, plain) | told_of_all(linked, given)
        emptied += int(empty.sum())
        columns[name_of] = np.where(empty, np.nan, given)
    frame = pd.DataFrame({"person": [name(one) for one in people[made.kept]], **columns})
    # In the order of the new names, which is nobody's order: the old one would link extracts.
    frame = frame.sort_values("person", ignore_index=True)
    inside = {one.name: np.where(made.kept, made.labels[one.name], UNRELEASED) for one in ladders}
    inside[TREATED] = np.where(made.kept, treated, UNRELEASED)
    levels = {one.name: made.levels[one.name] for one in ladders}
    inside |= {
        name: known & made.kept for name, known in facts(tables, people, question.known, question.outcomes).items()
    }
    return Made(frame, pd.DataFrame({"person": people, **inside}), levels, made.left_out, made.smallest, emptied)


def table_of(tables: StudyTables, plan: Plan, question: Question, seed: int) -> Made:
    """Return counts per group with small ones and what gives them away left empty, and shares and means that may be."""
    import pandas as pd

    people = tables.persons["person"].astype(str).reset_index(drop=True)
    groups = [_ladder(one, covariate_of(tables, people, one)) for one in question.known]
    treated = np.where(_treated(tables, plan, people), "1", "0")
    keys = pd.DataFrame({TREATED: treated, **{one.name: one.levels[0] for one in groups}})
    outcomes = {f"{one}_{horizon}": outcome_of(tables, people, one, horizon) for one, horizon in question.outcomes}
    counts = {tuple(key): len(rows) for key, rows in keys.groupby(list(keys), sort=True).groups.items()}
    hidden = _hidden(counts, question.k)
    lines = []
    for key, rows in keys.groupby(list(keys), sort=True).groups.items():
        line: dict[str, object] = dict(zip(keys, key, strict=True))
        is_open = tuple(key) not in hidden
        line["people"] = float(counts[tuple(key)]) if is_open else np.nan
        for name, values in outcomes.items():
            line[name] = _mean(values[np.asarray(rows)], is_share(name), question) if is_open else np.nan
        if is_open and question.noise:
            cell = _seed(seed, "people", sorted(zip(keys, key, strict=True)))
            line["people"] = with_noise(np.array([line["people"]]), question.noise, cell)[0]
        lines.append(line)
    frame = pd.DataFrame(lines, columns=[*keys, "people", *outcomes])
    if len(frame):
        frame["people"] = np.maximum(rounded(frame["people"].to_numpy(float), COUNTS_TO), 0)
    shown = [count for key, count in counts.items() if key not in hidden]
    left_out = sum(count for key, count in counts.items() if key in hidden)
    inside = pd.DataFrame({"person": people, **facts(tables, people, question.known, question.outcomes)})
    return Made(frame, inside, {one.name: 0 for one in groups}, left_out, min(shown, default=0))


def _seed(secret: int, column: str, cell: object) -> int:
    """Return the seed of the noise of one cell: the same however often and by whatever question it is asked."""
    return int.from_bytes(hashlib.sha256(f"{secret}:{column}:{cell}".encode()).digest()[:8], "big")


def _hidden(counts: Mapping[tuple[str, ...], int], k: int) -> set[tuple[str, ...]]:
    """Return the cells that stay hidden, also from who knows how many people each group and all of them are.

    With a larger k all that the smallest k hides stays hidden, so that tables of two k show no more than one.
    """
    cells = dict(counts)
    totals = []
    places = len(next(iter(counts), ()))
    for place in range(places):
        for value in sorted({key[place] for key in counts}):
            parts = tuple(key for key in counts if key[place] == value)
            whole = ("total", str(place), value)
            cells[whole] = sum(counts[key] for key in parts)
            totals.append((whole, parts))
    hidden = hidden_cells(cells, totals, SMALLEST_K)
    if k > SMALLEST_K:
        hidden = hidden_cells(cells, totals, k, also=hidden)
    return {key for key in hidden if key in counts}


def _mean(values: Floats, is_share: bool, question: Question) -> float:
    known = values[np.isfinite(values)]
    if is_share:
        counted = int((known == 1).sum())
        return round(counted / len(known), 2) if share_is_safe(counted, len(known), question.k) else math.nan
    if why_unsafe(known, smallest=question.k):
        return math.nan
    return float(rounded(np.array([known.mean()]), question.rounding)[0])


def _protected(values: Floats, question: Question, seeds: Sequence[int]) -> Floats:
    clipped = without_ends(values, question.k)
    if question.noise:
        noisy = [with_noise(clipped[at : at + 1], question.noise, seed) for at, seed in enumerate(seeds)]
        clipped = np.concatenate(noisy) if noisy else clipped
    return rounded(clipped, question.rounding)


def _unit(outcome: str) -> str:
    known = OUTCOMES.get(outcome.removesuffix(BEFORE))
    return known.unit if known else ""


def _finest(kind: Kind, outcome: str) -> float:
    """Return the finest rounding that may be asked for an outcome; shares have one that is fixed."""
    if _is_yes_no(outcome):
        return 0.0
    return FINEST[kind].get(_unit(outcome), _FINEST_OTHERWISE[kind])


def is_share(name: str) -> bool:
    """Say whether a column of an outcome (`in_work_365`) is yes or no."""
    return _is_yes_no(name.rpartition("_")[0])


def _is_yes_no(outcome: str) -> bool:
    """Say whether an outcome is yes or no of a person; a share of an organisation is a number."""
    known = OUTCOMES.get(outcome.removesuffix(BEFORE))
    return known is not None and known.unit == "share" and known.of == "person"


def _treated(tables: StudyTables, plan: Plan, people: pd.Series) -> np.ndarray:
    treated, _compared = groups_of(tables, plan, people)
    return np.asarray(treated, bool)


def _ladder(name: str, values: pd.Series) -> Ladder:
    import pandas as pd

    numbers = pd.to_numeric(values, errors="coerce")
    if name not in COARSER and numbers.notna().any() and (numbers.notna() | values.isna()).all():
        spread = float(numbers.max() - numbers.min()) or 1.0
        # About ten bands of a round width, then half and a quarter as many.
        power = 10.0 ** math.floor(math.log10(spread / 10))
        width = next(step * power for step in (1, 2, 5, 10) if step * power * 10 >= spread)
        return bands(name, numbers.to_numpy(dtype="float64"), (width, 2 * width, 4 * width))
    return classes(name, [None if value != value else value for value in values], COARSER.get(name, ()))


def already_released(released: pd.DataFrame, people: pd.Series) -> list[Labels]:
    """Return the labels that an earlier extract gave people, in their order; `UNRELEASED` of who was not in it."""
    rows = released.set_index("person")
    labels = [name for name in rows.columns if not str(name).startswith(FACT)]
    return [people.map(rows[name]).fillna(UNRELEASED).astype(str).to_numpy(dtype=str) for name in labels]
