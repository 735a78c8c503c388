"""Self-assessments as the team of a school sees them: own answers, the spread of the team without names, what was set,
the trend over years, and anonymous others. Nobody's single answers but one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wending.accounts.rules.roles import Kind, Role
from wending.kit.small_cells import SMALLEST
from wending.ledger.rules.actor import Actor
from wending.school.models import (
    QualityAction,
    QualityAnswer,
    QualityComparison,
    QualityEvidence,
    QualityRound,
    QualityStep,
    SchoolGroup,
    Visit,
)
from wending.school.queries.outside_scope import STAFF_ROLES, own_organisation
from wending.school.queries.quality_data import name_of, questions, text_of
from wending.school.queries.scope import here_now
from wending.school.rules.outside import VisitState
from wending.school.rules.quality import FRAMEWORKS, Criterion, RoundState, Statement, spread, standing

TEAM_ROLES = STAFF_ROLES | {Role.MANAGER}


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with one's own step, the lowest and highest of the team, and the step that was set."""

    key: str
    text: str
    own: int | None
    low: int | None
    high: int | None
    step: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion with its statements, standing, the middle of others, evidence and plan."""

    criterion: Criterion
    name: str
    standing: float | None
    others: list[float] | None
    statements: list[StatementView]
    evidence: list[QualityEvidence]
    actions: list[QualityAction]

    @property
    def label(self) -> str:
        """The name, for the chart."""
        return self.name

    @property
    def value(self) -> float:
        """The length of its bar."""
        return self.standing or 0

    @property
    def text(self) -> str:
        """The standing in words."""
        return _("nog niet vastgesteld") if self.standing is None else number_format(self.standing, 1)


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round as the team sees it. `filled` is None below three who handed in."""

    round: QualityRound
    criteria: list[CriterionView]
    filled: int | None
    has_own: bool
    is_handed_in: bool
    compared: int | None
    trend: list[tuple[str, list[float | None]]]
    years: list[str]


def is_leader(actor: Actor) -> bool:
    """Say whether somebody leads the school for which they act."""
    return _is_team(actor) and actor.role == Role.MANAGER


def rounds_for(actor: Actor) -> QuerySet[QualityRound]:
    """Return the rounds of the school for whose team somebody acts."""
    rows = QualityRound.objects.select_related("organisation")
    return rows.filter(organisation=actor.organisation) if _is_team(actor) else rows.none()


def statements_of(row: QualityRound) -> list[Statement]:
    """Return the statements of a round in order."""
    data = questions()
    return [one for criterion in data.criteria_of(row.framework) for one in data.statements_of(criterion.key)]


def own_answer(actor: Actor, row: QualityRound) -> QualityAnswer | None:
    """Return what somebody filled in themselves."""
    return QualityAnswer.objects.filter(round=row, person=actor.person).first()


def round_view(actor: Actor, number: UUID) -> RoundView | None:
    """Return a round of one's school; None where there is none."""
    row = rounds_for(actor).filter(pk=number).first()
    if row is None:
        return None
    mine = own_answer(actor, row)
    handed = [answer.steps for answer in row.answers.filter(handed_in=True)]
    is_open = row.state != RoundState.FILLING
    set_steps = {step.statement: step for step in row.steps.all()} if row.state == RoundState.SET else {}
    others = comparison_for(actor, row)
    data = questions()
    criteria = []
    for criterion in data.criteria_of(row.framework):
        statements = [
            _statement(one, mine, handed if is_open else [], set_steps) for one in data.statements_of(criterion.key)
        ]
        criteria.append(
            CriterionView(
                criterion=criterion,
                name=name_of(criterion),
                standing=standing(one.step or 0 for one in statements),
                others=others.quartiles.get(criterion.key) if others else None,
                statements=statements,
                evidence=[one for one in row.evidence.all() if one.criterion == criterion.key],
                actions=[one for one in row.actions.all() if one.criterion == criterion.key],
            )
        )
    years = trend_of(actor, row.framework)
    return RoundView(
        round=row,
        criteria=criteria,
        filled=len(handed) if is_open and len(handed) >= SMALLEST else None,
        has_own=mine is not None,
        is_handed_in=mine is not None and mine.handed_in,
        compared=others.schools if others else None,
        years=[year for year, _standings in years],
        trend=[(one.name, [standings.get(one.criterion.key) for _year, standings in years]) for one in criteria],
    )


def trend_of(actor: Actor, framework: str) -> list[tuple[str, dict[str, float]]]:
    """Return (year, standing by criterion) of one's own school, oldest first, of rounds that were set."""
    rows = rounds_for(actor).filter(framework=framework, state=RoundState.SET).order_by("year")
    return [(row.year, standings_in(row.framework, row.steps.all())) for row in rows.prefetch_related("steps")]


def standings_in(framework: str, steps: Sequence[QualityStep] | QuerySet[QualityStep]) -> dict[str, float]:
    """Return the standing of each criterion that has a step."""
    by_key = {step.statement: step.step for step in steps}
    data, found = questions(), {}
    for criterion in data.criteria_of(framework):
        mean = standing(by_key.get(one.key, 0) for one in data.statements_of(criterion.key))
        if mean is not None:
            found[criterion.key] = mean
    return found


def standings_of_all(framework: str, year: str, is_example: bool) -> list[dict[str, float]]:
    """Return the standings of every school that set a round, without saying whose."""
    rows = QualityRound.objects.filter(
        framework=framework, year=year, state=RoundState.SET, organisation__is_example=is_example
    )
    return [standings_in(framework, row.steps.all()) for row in rows.prefetch_related("steps")]


def comparison_for(actor: Actor, row: QualityRound) -> QualityComparison | None:
    """Return how schools stood in the year of a round that one's school has set; None when there are too few."""
    if row.state != RoundState.SET or not _is_team(actor):
        return None
    rows = QualityComparison.objects.filter(
        framework=row.framework, year=row.year, is_example=row.organisation.is_example
    )
    return rows.order_by("-schools").first()


def overview(actor: Actor) -> list[dict[str, Any]]:
    """Return for each framework the rounds of one's school, newest first."""
    rows = list(rounds_for(actor))
    return [{"framework": key, "rounds": [row for row in rows if row.framework == key]} for key in FRAMEWORKS]


def visits_share(actor: Actor) -> tuple[int, int] | None:
    """Return how many classes went out or had a guest, and how many classes there are; None below ten classes."""
    if not _is_team(actor):
        return None
    groups = SchoolGroup.objects.filter(here_now(), organisation__in=own_organisation(actor), is_home=True)
    total = groups.count()
    went = groups.filter(pk__in=Visit.objects.filter(state=VisitState.DONE).values("group")).count()
    return (went, total) if total >= SMALLEST else None


def step_words() -> dict[int, tuple[str, str]]:
    """Return name and description of each step."""
    return {one.step: (name_of(one), text_of(one)) for one in questions().steps}


def _statement(
    one: Statement, mine: QualityAnswer | None, handed: list[dict[str, int]], set_steps: dict[str, QualityStep]
) -> StatementView:
    low, high = spread([steps.get(one.key, 0) for steps in handed]) or (None, None)
    found = set_steps.get(one.key)
    return StatementView(
        key=one.key,
        text=text_of(one),
        own=mine.steps.get(one.key) if mine else None,
        low=low,
        high=high,
        step=found.step if found else None,
        reason=found.reason if found else "",
    )


def _is_team(actor: Actor) -> bool:
    is_team = actor.organisation_kind == Kind.SCHOOL and actor.role in TEAM_ROLES
    return is_team and actor.is_person and actor.has_second_factor
