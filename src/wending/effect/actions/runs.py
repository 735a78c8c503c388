"""Runs: a plan analysed on a data set by the worker, in steps after each of which it can be stopped.

A worker that dies leaves a run that another takes up; the analysis goes on from what it kept in its folder of work.
"""

import json
import logging
import shutil
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.effect.actions.data_sets import folder_of
from wending.effect.actions.gather import frozen_or_fewer
from wending.effect.actions.plan import THING, own_study
from wending.effect.models import Run, StudyAct
from wending.effect.queries.consented import without_withdrawn
from wending.effect.queries.pseudonyms import NoResearchKey
from wending.effect.queries.scope import runs_for
from wending.effect.rules.answer import as_json
from wending.effect.rules.frozen_data import other_files, other_rows
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.register import Moment, population_digest
from wending.effect.rules.study import RunState, Source
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.tables import TablesChanged, read_tables
from wending.engine.estimation.terms import Finding, NotAnswerable
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

log = logging.getLogger(__name__)

# A run that was heard of so long ago has lost its worker: longer than the longest step of an analysis.
LOST = timedelta(minutes=20)
BUSY = (RunState.WAITING.value, RunState.RUNNING.value)
CAN_RESTART = (RunState.STOPPED.value, RunState.FAILED.value)


@transaction.atomic
def ask_run(*, by: Actor, study: UUID, data_set: UUID) -> Run:
    """Ask for an analysis of the plan as it stands on a data set of the study.

    Raises ValidationError before outcomes are opened, for a withdrawn study, for data that are not of it, or while
    another run of it is busy.
    """
    row = own_study(by, study)
    if row.withdrawn:
        raise ValidationError(_("Deze studie is ingetrokken."))
    if not row.opened:
        raise ValidationError(_("Open eerst de uitkomsten."))
    data = row.data_sets.filter(pk=data_set).first()
    if data is None:
        raise ValidationError(_("Kies gegevens van deze studie."))
    if row.runs.filter(state__in=BUSY).exists():
        raise ValidationError(_("Er loopt al een berekening voor deze studie. Wacht even, of stop die eerst."))
    record(by=by, verb="asked-run", thing=THING)
    return Run.objects.create(study=row, plan=row.plans.latest("number"), data_set=data, asked_by_id=by.person)


@transaction.atomic
def stop_run(*, by: Actor, run: UUID) -> bool:
    """Stop a run of one's office; what it did so far is kept. Return whether it was busy."""
    row = runs_for(by).filter(pk=run).select_for_update().first()
    if row is None or row.state not in BUSY:
        return False
    record(by=by, verb="stopped-run", thing=THING)
    row.state, row.finished = RunState.STOPPED.value, timezone.now()
    row.save(update_fields=["state", "finished"])
    return True


@transaction.atomic
def restart_run(*, by: Actor, run: UUID) -> bool:
    """Go on with a run that was stopped or broke, from where it was; return whether it could."""
    row = runs_for(by).filter(pk=run).select_for_update().first()
    if row is None or row.state not in CAN_RESTART or row.study.withdrawn:
        return False
    if row.study.runs.filter(state__in=BUSY).exists():
        return False
    record(by=by, verb="restarted-run", thing=THING)
    row.state, row.heard, row.finished, row.findings = RunState.WAITING.value, None, None, []
    row.save(update_fields=["state", "heard", "finished", "findings"])
    return True


def analyse_next() -> str:
    """Analyse what waits longest, or what lost its worker; say what came of it, nothing when nothing waits."""
    lost = Q(state=RunState.RUNNING.value, heard__lt=timezone.now() - LOST)
    row = Run.objects.filter(Q(state=RunState.WAITING.value) | lost).order_by("made").first()
    if row is None:
        return ""
    state = analyse_run(row.pk)
    return f"analysed a study: {state}" if state else ""


def analyse_run(run: UUID) -> RunState | None:
    """Analyse one run; None when another worker has it, or it is over.

    Every answer and everything in the way of one is kept; an error of the analysis itself is in the log of the site.
    """
    # The analysis brings the libraries of its methods: seconds to import, for the worker only.
    from wending.effect.rules.analysis import analyse

    turn = _Turn.take(run)
    if turn is None:
        return None
    row = Run.objects.select_related("plan", "data_set", "study").get(pk=run)
    work = work_of(run)
    work.mkdir(parents=True, exist_ok=True)
    try:
        tables = read_tables(folder_of(row.data_set_id), row.data_set.digests)
        _refuse_others(row, tables)
        tables = without_withdrawn(row.study, tables)
        answer = analyse(
            kept_plan(row.plan.plan),
            tables,
            work=work,
            is_synthetic=row.data_set.is_synthetic,
            proceed=turn.proceed,
        )
        told = as_json(answer)
        # A figure that is not a number cannot be kept, and must not be shown.
        json.dumps(told, allow_nan=False)
    except NotAnswerable as refused:
        return turn.finish(RunState.UNANSWERABLE, refused.findings)
    except TablesChanged as changed:
        return turn.finish(RunState.FAILED, (Finding("tables-changed", changed.tables),))
    except NoResearchKey:
        return turn.finish(RunState.FAILED, (Finding("no-research-key"),))
    except _AnotherPopulation as other:
        return turn.finish(RunState.FAILED, (Finding("another-population", other.args),))
    except _OtherData as other:
        return turn.finish(RunState.FAILED, (Finding("not-the-frozen-data", other.args),))
    except Exception:
        # Whatever broke, the run must not be tried again and again; who asked it reads that it broke.
        if turn.is_lost:
            return None
        log.exception("the analysis of run %s broke", run)
        return turn.finish(RunState.FAILED, (Finding("analysis-broke", (turn.step,)),))
    state = RunState.DONE if answer.primary.estimates else RunState.UNANSWERABLE
    return turn.finish(state, (*answer.findings, *answer.primary.findings), told)


def work_of(run: UUID) -> Path:
    """Return the folder in which the analysis keeps what it did so far."""
    return Path(settings.DATA_DIR) / "effect" / "runs" / str(run)


class _AnotherPopulation(Exception):
    """Other people than those of the frozen population: how many now, and how many then."""


class _OtherData(Exception):
    """What was frozen has changed: the names of the tables."""


def _refuse_others(row: Run, tables: StudyTables) -> None:
    """Refuse data with other people, or with something else of them or of organisations, than was frozen.

    Outcomes may differ: later waves bring more of them.
    """
    frozen = StudyAct.objects.select_related("data_set").get(study=row.study_id, kind=Moment.FROZEN.value)
    people = list(tables.persons["person"])
    is_platform = row.study.source == Source.PLATFORM
    is_fewer = is_platform and frozen_or_fewer(row.study, tables)
    if population_digest(people) != frozen.digest and not is_fewer:
        raise _AnotherPopulation(len(people), frozen.count)
    then = frozen.data_set
    if then is None or then.pk == row.data_set_id or not other_files(row.data_set.digests, then.digests):
        return
    if other := other_rows(tables, read_tables(folder_of(then.pk), then.digests), may_be_fewer=is_platform):
        raise _OtherData(*other)


class _Turn:
    """The turn of one worker on a run. It is lost when somebody stops the run, or another worker took it over."""

    def __init__(self, run: UUID, heard: datetime) -> None:
        self.run, self.heard, self.step, self.is_lost = run, heard, "", False

    @classmethod
    def take(cls, run: UUID) -> "_Turn | None":
        """Take a run, so that no other worker does it too."""
        now = timezone.now()
        lost = Q(state=RunState.RUNNING.value, heard__lt=now - LOST)
        rows = Run.objects.filter(Q(state=RunState.WAITING.value) | lost, pk=run)
        return cls(run, now) if rows.update(state=RunState.RUNNING.value, heard=now) else None

    def proceed(self, step: str, share: float) -> bool:
        """Keep how far it is; say whether to go on."""
        now = timezone.now()
        self.step = step[:60]
        self.is_lost = self.is_lost or not self._mine().update(step=self.step, share=share, heard=now)
        self.heard = now
        return not self.is_lost

    def finish(
        self, state: RunState, findings: tuple[Finding, ...], answer: dict[str, Any] | None = None
    ) -> RunState | None:
        """Keep what came of it; None when the turn was lost: then another says what became of the run."""
        told = {"findings": [asdict(one) for one in findings], "finished": timezone.now()}
        if answer is not None:
            told |= {"answer": answer, "share": 1.0}
        if self.is_lost or not self._mine().update(state=state.value, **told):
            return None
        if state is not RunState.FAILED:
            shutil.rmtree(work_of(self.run), ignore_errors=True)
        return state

    def _mine(self) -> Any:
        return Run.objects.filter(pk=self.run, state=RunState.RUNNING.value, heard=self.heard)
