"""The self-assessment of a school: the team fills in, each apart; the manager opens the talk and sets; then a plan."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.kit.small_cells import SMALLEST
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import (
    QualityAction,
    QualityAnswer,
    QualityComparison,
    QualityEvidence,
    QualityRound,
    QualityStep,
)
from wending.school.queries.quality import is_leader, rounds_for, standings_of_all, statements_of
from wending.school.queries.quality_data import questions
from wending.school.rules.quality import (
    FEWEST_SCHOOLS,
    FRAMEWORKS,
    NOT_KNOWN,
    STEPS,
    RoundState,
    quartiles_of,
    school_year,
)

THING = "school.quality"


@transaction.atomic
def start_round(*, by: Actor, framework: str) -> QualityRound:
    """Start this school year's round on a framework, or return the one that is there. By the manager."""
    _only_leader(by)
    if framework not in FRAMEWORKS or by.organisation is None:
        raise LookupError("no such framework")
    year = school_year(timezone.localdate())
    row, is_new = QualityRound.objects.get_or_create(organisation_id=by.organisation, framework=framework, year=year)
    if is_new:
        record(by=by, verb="changed-review", about=by.key, thing=THING)
    return row


@transaction.atomic
def fill_in(*, by: Actor, round: UUID, steps: Mapping[str, int], note: str, hand_in: bool) -> QualityAnswer:
    """Keep what one member of the team says, while the team fills in. Raises Stale once the talk has begun."""
    row = _locked(by, round, [RoundState.FILLING])
    known = {one.key for one in statements_of(row)}
    told = {key: step for key, step in steps.items() if key in known and step in {NOT_KNOWN, *STEPS}}
    answer, _is_new = QualityAnswer.objects.update_or_create(
        round=row, person_id=by.me, defaults={"steps": told, "note": note, "handed_in": hand_in}
    )
    record(by=by, verb="filled-review", about=by.key, thing=THING)
    return answer


@transaction.atomic
def move_round(*, by: Actor, round: UUID, to: RoundState, version: int) -> QualityRound:
    """Open the talk, or go back to filling in or talking. By the manager. Raises Stale when it changed meanwhile."""
    _only_leader(by)
    row = _locked(by, round, [*RoundState], version)
    if to is RoundState.SET:
        raise Stale(row.version)
    row.state, row.set_on = to, None
    return _saved(by, row)


@transaction.atomic
def set_steps(
    *, by: Actor, round: UUID, version: int, steps: Mapping[str, int], reasons: Mapping[str, str]
) -> QualityRound:
    """Set the step of each statement after the talk, with the reason. By the manager.

    Raises:
        Stale: it changed meanwhile, or the talk is not open.
        ValueError: a statement without a step.
    """
    _only_leader(by)
    row = _locked(by, round, [RoundState.TALKING], version)
    wanted = [one.key for one in statements_of(row)]
    if any(steps.get(key) not in STEPS for key in wanted):
        raise ValueError("a statement has no step")
    row.steps.all().delete()
    QualityStep.objects.bulk_create(
        QualityStep(round=row, statement=key, step=steps[key], reason=reasons.get(key, "")) for key in wanted
    )
    row.state, row.set_on = RoundState.SET, timezone.localdate()
    return _saved(by, row)


@transaction.atomic
def add_evidence(*, by: Actor, round: UUID, criterion: str, text: str, link: str) -> QualityEvidence:
    """Add what shows how a criterion stands. By anyone of the team."""
    row = _locked(by, round, [*RoundState])
    _check_criterion(row, criterion)
    found = QualityEvidence.objects.create(round=row, criterion=criterion, text=text, link=link)
    record(by=by, verb="changed-review", about=by.key, thing=THING)
    return found


@transaction.atomic
def remove_evidence(*, by: Actor, round: UUID, evidence: UUID) -> None:
    """Take evidence away. By anyone of the team."""
    row = _locked(by, round, [*RoundState])
    row.evidence.filter(pk=evidence).delete()
    record(by=by, verb="changed-review", about=by.key, thing=THING)


@transaction.atomic
def add_action(*, by: Actor, round: UUID, criterion: str, text: str, owner: str, due: date) -> QualityAction:
    """Put an action in the plan. By the manager."""
    _only_leader(by)
    row = _locked(by, round, [*RoundState])
    _check_criterion(row, criterion)
    found = QualityAction.objects.create(round=row, criterion=criterion, text=text, owner=owner, due=due)
    record(by=by, verb="changed-review", about=by.key, thing=THING)
    return found


@transaction.atomic
def mark_action(*, by: Actor, round: UUID, action: UUID, is_done: bool, version: int) -> QualityAction:
    """Set an action of the plan to done, or open again. By the manager. Raises Stale when it changed meanwhile."""
    _only_leader(by)
    row = _locked(by, round, [*RoundState])
    found = QualityAction.objects.select_for_update().filter(round=row, pk=action).first()
    if found is None:
        raise LookupError("no such action")
    if found.version != version:
        raise Stale(found.version)
    found.is_done = is_done
    found.version += 1
    found.save(update_fields=["is_done", "version"])
    record(by=by, verb="changed-review", about=by.key, thing=THING)
    return found


@transaction.atomic
def renew_comparisons() -> int:
    """Freeze how schools stand, anew only when ten or more schools were added; return how many were made."""
    made = 0
    groups = QualityRound.objects.filter(state=RoundState.SET).values_list(
        "framework", "year", "organisation__is_example"
    )
    for framework, year, is_example in set(groups):
        standings = standings_of_all(framework, year, is_example)
        last = QualityComparison.objects.filter(framework=framework, year=year, is_example=is_example).last()
        least = last.schools + SMALLEST if last else FEWEST_SCHOOLS
        if len(standings) < least:
            continue
        QualityComparison.objects.create(
            framework=framework,
            year=year,
            is_example=is_example,
            schools=len(standings),
            quartiles=quartiles_of(standings),
        )
        made += 1
    return made


def _check_criterion(row: QualityRound, criterion: str) -> None:
    if criterion not in {one.key for one in questions().criteria_of(row.framework)}:
        raise LookupError("no such criterion")


def _only_leader(by: Actor) -> None:
    if not is_leader(by):
        raise LookupError("only the manager")


def _locked(by: Actor, number: UUID, states: list[RoundState], version: int | None = None) -> QualityRound:
    row = rounds_for(by).select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise LookupError("no such round")
    if row.state not in states or (version is not None and row.version != version):
        raise Stale(row.version)
    return row


def _saved(by: Actor, row: QualityRound) -> QualityRound:
    row.version += 1
    row.save()
    record(by=by, verb="changed-review", about=by.key, thing=THING)
    return row
