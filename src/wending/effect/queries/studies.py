"""Studies to look at: those of one's own office, and what the public register shows of everybody's."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from wending.effect.models import DataSet, PlanVersion, Run, Study
from wending.effect.queries.history import Change, MomentShown, broken_at, changes_of, moments_of, taken_out_words
from wending.effect.queries.plan_shown import Shown, plan_shown
from wending.effect.queries.report_words import first_large
from wending.effect.queries.scope import registered_studies, studies_for
from wending.effect.queries.terms import NEXT, NEXT_OF_RUN, STATES, STEPS
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.register import Moment, Step, step_of
from wending.effect.rules.study import RunState
from wending.engine.estimation.terms import Finding
from wending.ledger.rules.actor import Actor

ANSWERED = frozenset({RunState.DONE.value, RunState.UNANSWERABLE.value})


@dataclass(frozen=True)
class StudyListed:
    """A study in a list, with where it stands in words."""

    row: Study
    title: str
    step: Step
    state: str
    late_changes: int = 0


@dataclass(frozen=True)
class RunShown:
    """A run with its state in words, and the moment at which its answer was published."""

    row: Run
    state: str
    is_published: bool

    @property
    def is_answered(self) -> bool:
        """Whether something came of it, if only that these data cannot answer the question."""
        return self.row.state in ANSWERED

    @property
    def can_be_published(self) -> bool:
        """Whether it gave an answer that is not public yet."""
        return self.is_answered and not self.is_published

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was in the way, or is worth telling."""
        return findings_of(self.row.findings)


@dataclass(frozen=True)
class StudyShown:
    """A study with all that belongs to it. `broken` is the version at which the chain breaks, None when it is whole."""

    row: Study
    title: str
    step: Step
    next: str
    latest: PlanVersion | None
    plan: Plan | None
    fields: tuple[Shown, ...]
    moments: tuple[MomentShown, ...]
    changes: tuple[Change, ...]
    data_sets: tuple[DataSet, ...]
    runs: tuple[RunShown, ...]
    broken: int | None
    taken_out: str

    @property
    def moment_kinds(self) -> frozenset[Moment]:
        """The kinds of moments that are behind it."""
        return frozenset(one.kind for one in self.moments)

    @property
    def is_frozen(self) -> bool:
        """Whether its population is fixed."""
        return Moment.FROZEN in self.moment_kinds

    @property
    def has_late_changes(self) -> bool:
        """Whether the plan was changed after outcomes were opened."""
        return any(one.is_late for one in self.changes)

    @property
    def withdrawn_because(self) -> str:
        """Why it was withdrawn; empty when it was not."""
        return next((one.reason for one in self.moments if one.kind is Moment.WITHDRAWN), "")

    @property
    def number(self) -> int:
        """The number of the latest version of its plan, 0 for none."""
        return self.latest.number if self.latest else 0


def studies_of(actor: Actor, language: str) -> list[StudyListed]:
    """Return the studies of the office of who asks."""
    return [_listed(row, language) for row in _whole(studies_for(actor))]


def study_shown(actor: Actor, study: UUID, language: str) -> StudyShown | None:
    """Return a study of the office of who asks, None for another."""
    row = _whole(studies_for(actor).filter(pk=study)).first()
    return _shown(row, language) if row else None


def register_shown(language: str) -> list[StudyListed]:
    """Return every registered study for everybody, whatever became of it."""
    return [_listed(row, language) for row in _whole(registered_studies())]


def registered_study(slug: str, language: str) -> StudyShown | None:
    """Return a registered study for everybody: its plan, its moments and its changes since registration."""
    row = _whole(registered_studies().filter(slug=slug)).first()
    return _shown(row, language, is_public=True) if row else None


def plan_version(actor: Actor, study: UUID, number: int) -> PlanVersion | None:
    """Return a version of the plan of a study of who asks."""
    return PlanVersion.objects.filter(study__in=studies_for(actor), study=study, number=number).first()


def registered_plan(slug: str) -> PlanVersion | None:
    """Return the latest version of a registered plan, for everybody."""
    return PlanVersion.objects.filter(study__in=registered_studies(), study__slug=slug).last()


def run_shown(actor: Actor, run: UUID) -> RunShown | None:
    """Return a run of a study of who asks."""
    rows = Run.objects.filter(pk=run, study__in=studies_for(actor)).select_related("study", "plan", "data_set")
    row = rows.prefetch_related("acts").first()
    return _run(row) if row else None


def title_of(study: Study, language: str) -> str:
    """Return what a study is called: as its plan says, and by its address before it has one."""
    latest = list(study.plans.all())[-1:]
    if latest:
        return str(latest[0].plan["title_en" if language == "en" else "title_nl"])
    return first_large(study.slug.replace("-", " "))


def findings_of(kept: list[Any]) -> tuple[Finding, ...]:
    """Return findings as they were kept with data or a run."""
    return tuple(Finding(one["code"], tuple(one["about"]), one["is_grave"]) for one in kept)


def _whole(rows: QuerySet[Study]) -> QuerySet[Study]:
    plans = Prefetch("plans", PlanVersion.objects.order_by("number"))
    # Whole answers are large, and a list needs none of them.
    runs = Prefetch("runs", Run.objects.defer("answer", "findings"))
    return rows.select_related("organisation").prefetch_related(plans, "acts", runs)


def _listed(row: Study, language: str) -> StudyListed:
    step = _step(row)
    late = sum(one.was_opened for one in row.plans.all())
    return StudyListed(row, title_of(row, language), step, str(STEPS[step]), late)


def _step(row: Study) -> Step:
    moments = [Moment(one.kind) for one in row.acts.all()]
    has_answer = any(one.state in ANSWERED for one in row.runs.all())
    return step_of(moments, bool(row.plans.all()), has_answer)


def _next(row: Study, step: Step) -> str:
    """Return what comes next: before there is an answer, what became of the run that was asked last."""
    runs = sorted(row.runs.all(), key=lambda one: one.made)
    state = RunState(runs[-1].state) if runs else None
    return str(NEXT_OF_RUN[state] if step is Step.RUN and state in NEXT_OF_RUN else NEXT[step])


def _shown(row: Study, language: str, is_public: bool = False) -> StudyShown:
    latest = list(row.plans.all())[-1] if row.plans.all() else None
    plan = kept_plan(latest.plan) if latest else None
    step = _step(row)
    runs = row.runs.select_related("plan").prefetch_related("acts").defer("answer", "findings")
    return StudyShown(
        row=row,
        title=title_of(row, language),
        step=step,
        next=_next(row, step),
        latest=latest,
        plan=plan,
        fields=plan_shown(plan, language) if plan else (),
        moments=moments_of(row),
        changes=changes_of(row, language, since_registration=is_public),
        data_sets=() if is_public else tuple(row.data_sets.order_by("-made")),
        runs=() if is_public else tuple(_run(one) for one in runs.order_by("-made")),
        broken=broken_at(row),
        taken_out=taken_out_words(row),
    )


def _run(row: Run) -> RunShown:
    return RunShown(row, str(STATES[RunState(row.state)]), bool(row.acts.all()))
