"""A whole analysis: a plan and tables in, an answer out. Small steps are kept, so it can be stopped and goes on later.

It never gives a number that data cannot carry: what stands in the way is told per outcome instead.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from wending.effect.rules.analysis import panel_design, parts, people_design, rule_design, spell_design
from wending.effect.rules.analysis.assemble import Ways, assemble
from wending.effect.rules.analysis.judged import unanswered
from wending.effect.rules.analysis.people import People, people_of
from wending.effect.rules.analysis.steps import Proceed, Steps, go_on
from wending.effect.rules.answer import Answer, Made, OutcomeAnswer
from wending.effect.rules.plan import OVER_PERIODS, Plan, PlannedOutcome, Use
from wending.effect.rules.plan_file import digest
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check import problems_of, typed_tables
from wending.engine.estimation.check import EVERY
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import NotAnswerable

# Raised when the same inputs would give other numbers than before: kept steps of an older form are then not used.
FORM = "2"
LIBRARIES = ("numpy", "scipy", "pandas", "statsmodels", "scikit-learn", "lifelines", "diff-diff")
ESTIMATED = (Use.PRIMARY, Use.SECONDARY, Use.CONTROL)


def analyse(
    plan: Plan,
    given: StudyTables,
    *,
    work: Path,
    at: str = "",
    is_synthetic: bool = False,
    proceed: Proceed = go_on,
) -> Answer:
    """Return the answer to a plan from the tables given.

    work: a folder for what is kept between runs. at: the moment, ISO 8601 with zone; the
    present one when not said. proceed: told the step and the
    share done (0 to 1); false stops.

    Raises:
        Stopped: `proceed` said so; the same call goes on from there.
    """
    tables, _ = typed_tables(given)
    data = digests_of(tables)
    code = digest(plan)
    made = Made(
        at or datetime.now().astimezone().isoformat(timespec="seconds"),
        FORM,
        _versions(),
        data,
        code,
        plan.seed,
        is_synthetic,
    )
    steps = Steps(work, {"plan": code, "form": FORM, **data}, proceed, _total(plan))
    findings = problems_of(given, plan)
    grave = tuple(finding for finding in findings if finding.is_grave)
    people: People | None = None
    if not grave:
        try:
            people = people_of(plan, tables)
        except NotAnswerable as error:
            grave = error.findings if plan.design not in OVER_PERIODS or plan.covariates else ()
    if grave:
        outcomes = tuple(OutcomeAnswer(one, (), (), unanswered(grave), findings=grave) for one in _asked(plan))
        return Answer(plan, made, (("population", len(tables.persons)),), outcomes, findings=findings)
    outcomes, beside = parts.with_parts(plan, tables, people, _outcomes(plan, tables, people, steps), steps)
    counts = people.counts if people is not None else (("population", len(tables.persons)),)
    return Answer(plan, made, counts, outcomes, beside, findings)


def digests_of(tables: StudyTables) -> dict[str, str]:
    """Return what identifies the content of each table, whatever file it came from: SHA-256, 64 hexadecimal digits."""
    import pandas as pd

    found = {}
    for name, table in tables.by_name().items():
        rows = pd.util.hash_pandas_object(table.astype("string").fillna(""), index=False).to_numpy()
        found[name] = hashlib.sha256(",".join(table.columns).encode() + rows.tobytes()).hexdigest()
    return found


def _asked(plan: Plan) -> tuple[PlannedOutcome, ...]:
    """Return the outcomes to estimate, the primary one first."""
    return (plan.primary, *(one for one in plan.of_use(*ESTIMATED) if one.use is not Use.PRIMARY))


def _outcomes(plan: Plan, tables: StudyTables, people: People | None, steps: Steps) -> tuple[OutcomeAnswer, ...]:
    found: list[OutcomeAnswer] = []
    for planned in _asked(plan):
        try:
            ways = _ways(plan, planned, tables, people)
        except NotAnswerable as error:
            found.append(OutcomeAnswer(planned, (), (), unanswered(error.findings), findings=error.findings))
            continue
        found.append(assemble(plan, planned, ways, steps, found[0] if found else None))
    return tuple(found)


def _ways(plan: Plan, planned: PlannedOutcome, tables: StudyTables, people: People | None) -> Ways:
    """Return how a design estimates an outcome."""
    if plan.design in OVER_PERIODS or people is None:
        return panel_design.ways(plan, planned, tables, people)
    match plan.design:
        case Design.DISCONTINUITY:
            return rule_design.at_a_bar(plan, planned, people)
        case Design.INSTRUMENT:
            return rule_design.through_an_instrument(plan, planned, people)
        case Design.TIME_TO_EVENT:
            return spell_design.ways(plan, planned, tables, people)
        case _:
            return people_design.ways(plan, planned, people)


def _total(plan: Plan) -> int:
    """Return about how many steps there will be."""
    return len(EVERY) + 7 + 4 * (len(_asked(plan)) - 1) + len(plan.groups) + len(plan.rivals) + 4


def _versions() -> Mapping[str, str]:
    return {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES}
