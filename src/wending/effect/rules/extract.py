"""What a researcher may take out of the data of a study: rows in classes of at least k, or a table of counts.

Terms: *extract* = a file that leaves; *released* = the labels that earlier extracts gave of the same people. Whether
somebody was treated counts as something that others know. Organisations, days and own texts never go out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check.against_plan import groups_of
from wending.engine.disclosure.anonymity import UNRELEASED, Labels, Ladder, anonymised, bands, classes
from wending.engine.disclosure.cells import rounded, share_is_safe, why_unsafe, with_noise, without_ends
from wending.engine.estimation.terms import Floats
from wending.kit.small_cells import hidden_cells

if TYPE_CHECKING:
    import pandas as pd

SMALLEST_K = 10
MOST_KNOWN = 6
TREATED = "treated"
# Levels of schooling in three.
_SCHOOLING = {"0": "low", "1": "low", "2": "low", "3": "middle", "4": "middle", "4+": "middle"}
_SCHOOLING |= {"5": "high", "6": "high", "7": "high", "8": "high"}
COARSER: Mapping[str, tuple[Mapping[str, str], ...]] = {"education_level": (_SCHOOLING,)}


class Kind(StrEnum):
    """Rows of people, or counts and means per group."""

    ROWS = "rows"
    TABLE = "table"


@dataclass(frozen=True)
class Question:
    """What is asked. known: covariates that go out as classes; outcomes: name and horizon of each.

    rounding: outcomes other than yes and no go out as multiples of it, counts as multiples of 5. noise: the scale of
    Laplace noise on those outcomes, or on counts; 0 is none.
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
        if not self.rounding > 0 or not self.noise >= 0 or not math.isfinite(self.rounding + self.noise):
            return "number-not-right"
        if len(self.known) > (MOST_KNOWN if self.kind is Kind.ROWS else 2):
            return "too-many-groups"
        if len(set(self.known)) != len(self.known) or not (self.known or self.outcomes):
            return "nothing-asked"
        return ""


@dataclass(frozen=True)
class Made:
    """An extract: what goes out, and what was done for it. released: person and labels, kept inside."""

    frame: pd.DataFrame
    released: pd.DataFrame
    levels: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0
    smallest: int = 0


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
    ladders = [_ladder(one, _covariate(tables, people, one)) for one in question.known]
    treated = np.where(_treated(tables, plan, people), "1", "0")
    outcomes = {f"{one}_{horizon}": _outcome(tables, people, one, horizon) for one, horizon in question.outcomes}
    yes_no = [values for name_of, values in outcomes.items() if _is_share(name_of)]
    made = anonymised(
        [Ladder(TREATED, (treated,)), *ladders],
        rows=len(people),
        k=question.k,
        already=[labels for one in released for labels in _already(one, people)],
        sensitive=yes_no,
    )
    columns: dict[str, object] = {TREATED: treated[made.kept]}
    columns |= {one.name: made.labels[one.name][made.kept] for one in ladders}
    for number, (name_of, values) in enumerate(outcomes.items()):
        columns[name_of] = _protected(values[made.kept], _is_share(name_of), question, seed + number)
    frame = pd.DataFrame({"person": [name(one) for one in people[made.kept]], **columns})
    # In the order of the new names, which is nobody's order: the old one would link extracts.
    frame = frame.sort_values("person", ignore_index=True)
    inside = {one.name: np.where(made.kept, made.labels[one.name], UNRELEASED) for one in ladders}
    inside[TREATED] = np.where(made.kept, treated, UNRELEASED)
    levels = {one.name: made.levels[one.name] for one in ladders}
    return Made(frame, pd.DataFrame({"person": people, **inside}), levels, made.left_out, made.smallest)


def table_of(tables: StudyTables, plan: Plan, question: Question, seed: int) -> Made:
    """Return counts per group with small ones and what gives them away left empty, and shares and means that may be."""
    import pandas as pd

    people = tables.persons["person"].astype(str).reset_index(drop=True)
    groups = [_ladder(one, _covariate(tables, people, one)) for one in question.known]
    treated = np.where(_treated(tables, plan, people), "1", "0")
    keys = pd.DataFrame({TREATED: treated, **{one.name: one.levels[0] for one in groups}})
    outcomes = {f"{one}_{horizon}": _outcome(tables, people, one, horizon) for one, horizon in question.outcomes}
    counts = {tuple(key): len(rows) for key, rows in keys.groupby(list(keys), sort=True).groups.items()}
    hidden = _hidden(counts)
    lines = []
    for key, rows in keys.groupby(list(keys), sort=True).groups.items():
        line: dict[str, object] = dict(zip(keys, key, strict=True))
        is_open = tuple(key) not in hidden
        line["people"] = float(counts[tuple(key)]) if is_open else np.nan
        for name, values in outcomes.items():
            line[name] = _mean(values[np.asarray(rows)], _is_share(name), question.rounding) if is_open else np.nan
        lines.append(line)
    frame = pd.DataFrame(lines, columns=[*keys, "people", *outcomes])
    if len(frame):
        numbers = frame["people"].to_numpy(float)
        numbers = with_noise(numbers, question.noise, seed) if question.noise else numbers
        frame["people"] = np.maximum(rounded(numbers, 5), 0)
    shown = [count for key, count in counts.items() if key not in hidden]
    left_out = sum(count for key, count in counts.items() if key in hidden)
    nothing = pd.DataFrame({"person": pd.Series(dtype="object")})
    return Made(frame, nothing, {one.name: 0 for one in groups}, left_out, min(shown, default=0))


def _hidden(counts: Mapping[tuple[str, ...], int]) -> set[tuple[str, ...]]:
    """Return the cells that stay hidden, also from who knows how many people each group and all of them are."""
    cells = dict(counts)
    totals = []
    places = len(next(iter(counts), ()))
    for place in range(places):
        for value in sorted({key[place] for key in counts}):
            parts = tuple(key for key in counts if key[place] == value)
            whole = ("total", str(place), value)
            cells[whole] = sum(counts[key] for key in parts)
            totals.append((whole, parts))
    return {key for key in hidden_cells(cells, totals) if key in counts}


def _mean(values: Floats, is_share: bool, to: float) -> float:
    known = values[np.isfinite(values)]
    if is_share:
        counted = int((known == 1).sum())
        return round(counted / len(known), 2) if share_is_safe(counted, len(known)) else math.nan
    if why_unsafe(known):
        return math.nan
    return float(rounded(np.array([known.mean()]), to)[0])


def _protected(values: Floats, is_share: bool, question: Question, seed: int) -> Floats:
    if is_share:
        return values
    clipped = without_ends(values, question.k)
    if question.noise:
        clipped = with_noise(clipped, question.noise, seed)
    return rounded(clipped, question.rounding)


def _is_share(name: str) -> bool:
    outcome = OUTCOMES.get(name.rpartition("_")[0])
    return outcome is not None and outcome.unit == "share"


def _treated(tables: StudyTables, plan: Plan, people: pd.Series) -> np.ndarray:
    treated, _compared = groups_of(tables, plan, people)
    return np.asarray(treated, bool)


def _covariate(tables: StudyTables, people: pd.Series, name: str) -> pd.Series:
    rows = tables.covariates[tables.covariates["covariate"] == name].drop_duplicates("person")
    return people.map(dict(zip(rows["person"].astype(str), rows["value"], strict=True)))


def _outcome(tables: StudyTables, people: pd.Series, name: str, horizon: int) -> Floats:
    rows = tables.outcomes
    rows = rows[(rows["outcome"] == name) & (rows["horizon"] == horizon)].drop_duplicates("person")
    values = people.map(dict(zip(rows["person"].astype(str), rows["value"].astype("float64"), strict=True)))
    return np.asarray(values, dtype=np.float64)


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


def _already(released: pd.DataFrame, people: pd.Series) -> list[Labels]:
    rows = released.set_index("person")
    return [people.map(rows[name]).fillna(UNRELEASED).astype(str).to_numpy(dtype=str) for name in rows.columns]
