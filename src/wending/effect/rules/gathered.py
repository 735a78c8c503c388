"""Facts of the platform as the tables of a study: only what its plan names, each at its place in time.

*Start* = the day on which what counts as exposure began (`rules.exposure`); for who had none, the day on which the
population was frozen. What came after it is an outcome at the nearest horizon of the plan; a covariate is what was
known by then, and by the first day of anything of an exposure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from wending.accounts.rules.research import CovariateSeen, Exposure, OutcomeSeen, Seen
from wending.effect.rules.exposure import DAYS, began_on, first_day
from wending.effect.rules.plan import Plan, Use
from wending.effect.rules.tables import COLUMNS, StudyTables, empty_table
from wending.engine.estimation.terms import Finding

if TYPE_CHECKING:
    import pandas as pd

# A horizon counts for what was seen within this factor of it: 365 days for 244 to 547.
NEAR = 1.5
# An outcome that was measured before the start is this covariate.
BEFORE = "_before"
# The finding of data that says what of the platform counted as which approach.
MEANS = "means"


@dataclass(frozen=True)
class Names:
    """How people and organisations are called in the study."""

    person: Callable[[UUID], str]
    organisation: Callable[[UUID], str]


def tables_of(
    facts: Iterable[Seen], plan: Plan, people: Iterable[UUID], names: Names, means: Mapping[str, str]
) -> tuple[StudyTables, tuple[Finding, ...]]:
    """Return the tables of people, and what was left out of them.

    means: what of the platform (`guidance-second`) is which approach of the plan; all else is no exposure.
    """
    import pandas as pd

    everybody = sorted(people)
    seen = list(facts)
    exposures = [one for one in seen if isinstance(one, Exposure) and means.get(one.approach) in approaches_of(plan)]
    had = exposures_of(exposures, plan, means)
    outcomes, before, between = _placed(seen, plan, _by_person(began_on(plan, had)))
    known = [*(one for one in seen if isinstance(one, CovariateSeen)), *before]
    covariates = _covariates(known, plan, _by_person(first_day(had)))
    where = {one.person: one.organisation for one in exposures if one.organisation is not None}
    frames = {name: empty_table(name) for name in COLUMNS}
    rows: dict[str, list[tuple[object, ...]]] = {
        "persons": [(names.person(one), names.organisation(where[one]) if one in where else None) for one in everybody],
        "covariates": [(names.person(one.person), one.covariate, one.value, one.on) for one in covariates],
        "exposures": [
            (names.person(one.person), means[one.approach], one.offered_on, one.accepted_on, one.completed_on, one.dose)
            for one in _once(exposures, means)
        ],
        "outcomes": [
            (names.person(one.person), one.outcome, horizon, one.value, one.value is not None, one.on, one.source)
            for horizon, one in outcomes
        ],
    }
    for name, values in rows.items():
        columns = [column.name for column in COLUMNS[name]][: len(values[0]) if values else 0]
        if values:
            frames[name] = pd.DataFrame(values, columns=columns)
    found = [Finding("outcome-between-horizons", ("outcomes", "on", between), is_grave=False)] if between else []
    return StudyTables(**frames), tuple(found)


def approaches_of(plan: Plan) -> set[str]:
    """Return the approaches that a plan means, whatever their part in it."""
    return {plan.approach, *plan.rivals, *([plan.against] if plan.against else [])}


def exposures_of(exposures: Iterable[Exposure], plan: Plan, means: Mapping[str, str]) -> pd.DataFrame:
    """Return what people had of the approaches of a plan by `means`, once each, with its days."""
    import pandas as pd

    meant = [one for one in exposures if means.get(one.approach) in approaches_of(plan)]
    rows = [
        (one.person, means[one.approach], one.offered_on, one.accepted_on, one.completed_on)
        for one in _once(meant, means)
    ]
    return pd.DataFrame(rows, columns=["person", "approach", *DAYS])


def _by_person(days: pd.Series) -> dict[UUID, date]:
    return {person: day.date() for person, day in days.items()}


def _once(exposures: list[Exposure], means: Mapping[str, str]) -> list[Exposure]:
    """Return the first exposure of somebody to each approach: two kinds of the platform may be one approach."""
    first: dict[tuple[UUID, str], Exposure] = {}
    for one in sorted(exposures, key=lambda one: one.offered_on or one.accepted_on or one.completed_on or date.max):
        first.setdefault((one.person, means[one.approach]), one)
    return list(first.values())


def _placed(
    seen: list[Seen], plan: Plan, start: Mapping[UUID, date]
) -> tuple[list[tuple[int, OutcomeSeen]], list[CovariateSeen], int]:
    """Return outcomes with their horizon, what was measured before the start, and how many fit no horizon."""
    horizons: dict[str, list[int]] = {}
    for planned in plan.outcomes:
        if planned.use is not Use.PLACEBO:
            horizons.setdefault(planned.outcome, []).append(planned.horizon)
    nearest: dict[tuple[UUID, str, int], tuple[float, OutcomeSeen]] = {}
    before, between = [], 0
    for one in seen:
        if not isinstance(one, OutcomeSeen):
            continue
        days = (one.on - start.get(one.person, plan.frozen_on)).days
        if days <= 0:
            if one.value is not None:
                before.append(CovariateSeen(one.person, f"{one.outcome}{BEFORE}", one.value, one.on))
            continue
        if one.outcome not in horizons:
            continue
        off, horizon = min((max(days / days_of, days_of / days), days_of) for days_of in horizons[one.outcome])
        if off > NEAR:
            between += 1
            continue
        key = (one.person, one.outcome, horizon)
        # What was told comes before what was only asked; then what is nearest.
        if key not in nearest or (one.value is None, off) < (nearest[key][1].value is None, nearest[key][0]):
            nearest[key] = (off, one)
    return [(horizon, one) for (_, _, horizon), (_, one) in nearest.items()], before, between


def _covariates(known: list[CovariateSeen], plan: Plan, start: Mapping[UUID, date]) -> list[CovariateSeen]:
    """Return the last that was known of each covariate that the plan names, by the start and by the frozen day."""
    named = {*plan.covariates, *plan.groups, *(one.covariate for one in plan.population)}
    named |= {one.outcome for one in plan.of_use(Use.PLACEBO)}
    named |= {str(value) for value in plan.design_terms.values() if isinstance(value, str)}
    last: dict[tuple[UUID, str], CovariateSeen] = {}
    for one in known:
        by = min(plan.frozen_on, start.get(one.person, plan.frozen_on))
        key = (one.person, one.covariate)
        if one.covariate in named and one.on <= by and (key not in last or last[key].on <= one.on):
            last[key] = one
    return list(last.values())
