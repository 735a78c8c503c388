"""Rows of an extract that nobody can tell apart by what stands in them, outcomes too: the last step before they leave.

Classes of k hold for what others may know of somebody. Two studies of one office may have the same people and the same
outcomes of them; who lays both extracts side by side would match a rare pay and number of hours. So of every row at
least k say the same: what is known and the outcomes become coarser, and outcomes of rows that stay rare go out empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.extract import Made, Question, already_released, is_share, rows_of
from wending.effect.rules.extract_released import FACT
from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import StudyTables
from wending.engine.disclosure.anonymity import Labels, rare, told_of_all
from wending.engine.disclosure.cells import rounded
from wending.engine.estimation.terms import Booleans, Floats

if TYPE_CHECKING:
    import pandas as pd

# While more rows than this would go out without outcomes, something becomes coarser.
MOST_EMPTIED = 0.2
COARSER = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
# Classes of so many times k leave room for k of several outcomes each.
LARGER = (1, 2, 4, 8, 16)


def rows_not_apart(
    tables: StudyTables,
    plan: Plan,
    question: Question,
    released: Sequence[pd.DataFrame],
    name: Callable[[object], str],
    seed: int,
) -> Made:
    """Return rows as `rows_of` does, of each of which k say the same: in the finest classes that leave most outcomes.

    Where no classes leave enough of them, it is those that leave the most.
    """
    best: tuple[float, Made] | None = None
    for times in LARGER:
        wide = replace(question, k=question.k * times)
        made = not_apart(rows_of(tables, plan, wide, released, name, seed), question, released, name)
        told = float(made.frame[_names(question)].notna().to_numpy().sum())
        if best is None or told > best[0]:
            best = (told, made)
        if made.emptied <= MOST_EMPTIED * len(made.frame) * max(len(question.outcomes), 1):
            break
    assert best is not None
    return best[1]


def _names(question: Question) -> list[str]:
    return [f"{one}_{horizon}" for one, horizon in question.outcomes]


def not_apart(made: Made, question: Question, released: Sequence[pd.DataFrame], name: Callable[[object], str]) -> Made:
    """Return the rows with outcomes so coarse, and so many of them empty, that of every row k say the same.

    released, name: as for the rows. A class whose outcomes that are left would tell of everybody in it loses them too.
    """
    outcomes = _names(question)
    if not outcomes or not len(made.frame):
        return made
    labels = [made.frame[one].to_numpy(dtype=str) for one in made.frame if one not in {"person", *outcomes}]
    linked = _linked(made, released, name)
    exact = {one: made.frame[one].to_numpy(dtype=np.float64) for one in outcomes}
    steps = {one: 0 for one in outcomes if not is_share(one)}
    while True:
        columns = {
            one: rounded(values, question.rounding * COARSER[steps[one]]) if one in steps else values
            for one, values in exact.items()
        }
        emptied = rare(labels, list(columns.values()), question.k)
        can_rise = [
            one for one, at in steps.items() if at + 1 < len(COARSER) and len(np.unique(_known(columns[one]))) > 2
        ]
        if emptied.mean() <= MOST_EMPTIED or not can_rise:
            break
        steps[max(can_rise, key=lambda one: len(np.unique(_known(columns[one]))))] += 1
    columns = _emptied(columns, labels, linked, question.k)
    gone = sum(int((np.isfinite(exact[one]) & ~np.isfinite(columns[one])).sum()) for one in outcomes)
    roundings = {one: question.rounding * COARSER[at] for one, at in steps.items()}
    return replace(made, frame=made.frame.assign(**columns), emptied=made.emptied + gone, roundings=roundings)


def _linked(made: Made, released: Sequence[pd.DataFrame], name: Callable[[object], str]) -> list[Labels]:
    """Return what is told of each row by this extract and by earlier ones, in the order of the rows."""
    people = made.released["person"]
    told = [made.released[one].to_numpy(dtype=str) for one in made.released if one != "person" and not _is_fact(one)]
    told += [labels for one in released for labels in already_released(one, people)]
    place = {name(one): at for at, one in enumerate(people)}
    order = np.array([place[one] for one in made.frame["person"]], dtype=np.int64)
    return [labels[order] for labels in told]


def _is_fact(column: object) -> bool:
    return str(column).startswith(FACT)


def _emptied(
    columns: dict[str, Floats], labels: Sequence[Labels], linked: Sequence[Labels], k: int
) -> dict[str, Floats]:
    """Return outcomes without those of rare rows, and without those that tell of everybody in a class."""
    while True:
        gone: Booleans = rare(labels, list(columns.values()), k)
        fewer = {one: np.where(gone, np.nan, values) for one, values in columns.items()}
        fewer = {one: np.where(told_of_all(linked, values), np.nan, values) for one, values in fewer.items()}
        if all(np.array_equal(fewer[one], columns[one], equal_nan=True) for one in columns):
            return fewer
        columns = fewer


def _known(values: Floats) -> Floats:
    return values[np.isfinite(values)]
