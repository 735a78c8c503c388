"""The questionnaires of a study for its office: how many were asked and answered, never who, and never what one told.

Small counts stay hidden, and others with them so that they cannot be reckoned back.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from wending.effect.models import Study, Wave
from wending.effect.queries.consented import without_withdrawn
from wending.effect.queries.follow_up_people import consenting
from wending.effect.queries.follow_up_words import question_words
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_study
from wending.effect.queries.report_words.outcomes import NAMES
from wending.effect.queries.scope import registered_studies, studies_for
from wending.effect.rules.follow_up import Arm, AskState, pages_of
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.response import weigh
from wending.effect.sources.tables import TablesChanged, read_tables
from wending.engine.estimation.terms import Finding, NotAnswerable
from wending.kit.small_cells import SMALLEST, hidden_cells
from wending.ledger.rules.actor import Actor

# Why somebody who was asked gave no answer; who stopped their consent is not counted at all.
SILENT = (AskState.DECLINED.value, AskState.OPEN.value, AskState.OVER.value)


@dataclass(frozen=True)
class Response:
    """Counts of an arm, or of all together (arm None); None is hidden. silent: asked and, till now, no answer."""

    arm: Arm | None
    asked: int | None
    answered: int | None
    silent: int | None

    @property
    def rate(self) -> int | None:
        """How many of a hundred answered, None where it would tell a hidden count."""
        return None if not self.asked or self.answered is None else round(100 * self.answered / self.asked)


@dataclass(frozen=True)
class Silent:
    """Why there is no answer of all together; None is hidden."""

    declined: int | None
    open: int | None
    over: int | None


@dataclass(frozen=True)
class Weighing:
    """What answers are worth after weighting, or why they cannot be weighted."""

    effective: float | None = None
    largest: float | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class WaveShown:
    """A wave with its questions in words, its response, and what its answers are worth."""

    row: Wave
    outcomes: tuple[str, ...]
    questions: tuple[str, ...]
    is_closed: bool
    response: tuple[Response, ...]
    silent: Silent
    weighing: Weighing | None


def waves_of(actor: Actor, study: UUID) -> list[WaveShown]:
    """Return the waves of a study of who asks; none of another office."""
    row = studies_for(actor).filter(pk=study).first()
    return [_shown(row, wave) for wave in row.waves.select_related("made_by")] if row else []


def wave_changes(study: Study) -> list[Wave]:
    """Return the waves that came after registration, for everybody who may see the study, the latest first."""
    return list(study.waves.filter(was_registered=True).order_by("-made"))


def registered_changes(slug: str) -> list[Wave]:
    """Return the waves that came after registration of a study in the public register."""
    row = registered_studies().filter(slug=slug).first()
    return wave_changes(row) if row else []


def changes_shown(waves: list[Wave]) -> list[tuple[Wave, tuple[str, ...]]]:
    """Return waves, each with what it asks in words."""
    return [(one, outcome_names(one)) for one in waves]


def outcome_names(wave: Wave) -> tuple[str, ...]:
    """Return what a wave asks, in words."""
    return tuple(str(NAMES[one]) for one in wave.outcomes)


def _shown(study: Study, wave: Wave) -> WaveShown:
    response, silent = response_of(wave)
    everybody = response[-1]
    questions = tuple(question_words(one, wave.horizon) for some in pages_of(wave.outcomes) for one in some)
    return WaveShown(
        row=wave,
        outcomes=outcome_names(wave),
        questions=questions,
        is_closed=wave.closes is not None and wave.closes < timezone.localdate(),
        response=response,
        silent=silent,
        weighing=_weighing(study, wave) if everybody.answered is not None else None,
    )


def response_of(wave: Wave) -> tuple[tuple[Response, ...], Silent]:
    """Return the counts of a wave by arm and of all together, the small ones hidden. Give it a wave one may see.

    Why people are silent is told of all together only: by arm these are few, and would hide everything else.
    """
    rows = wave.asks.exclude(state=AskState.ENDED.value).values_list("arm", "state").annotate(many=Count("pk"))
    cells = {(arm.value, name): 0 for arm in Arm for name in ("asked", "answered", "silent")}
    cells |= {("all", name): 0 for name in ("asked", "answered", "silent", *SILENT)}
    for arm, state, many in rows:
        is_answered = state == AskState.ANSWERED
        for key in ("asked", "answered" if is_answered else "silent"):
            cells[arm, key] += many
            cells["all", key] += many
        if not is_answered:
            cells["all", state] += many
    arms = tuple(arm.value for arm in Arm)
    totals = [((one, "asked"), ((one, "answered"), (one, "silent"))) for one in (*arms, "all")]
    totals += [(("all", name), tuple((arm, name) for arm in arms)) for name in ("asked", "answered", "silent")]
    hidden = hidden_cells(cells, [*totals, (("all", "silent"), tuple(("all", name) for name in SILENT))])

    def shown(arm: str, name: str) -> int | None:
        return None if (arm, name) in hidden else cells[arm, name]

    counts = tuple(
        Response(one, *(shown(one.value if one else "all", name) for name in ("asked", "answered", "silent")))
        for one in (*Arm, None)
    )
    return counts, Silent(*(shown("all", name) for name in SILENT))


def _weighing(study: Study, wave: Wave) -> Weighing | None:
    last = study.plans.last()
    newest = study.data_sets.filter(is_synthetic=False).order_by("-made").first()
    if last is None or newest is None:
        return None
    try:
        tables = read_tables(Path(settings.DATA_DIR) / "effect" / str(newest.pk), newest.digests)
        tables = without_withdrawn(study, tables)
        name = name_in_study(study.pk)
        asks = wave.asks.filter(person__in=consenting(study)).exclude(
            state__in=(AskState.ENDED.value, AskState.OPEN.value)
        )
        asked = {
            name(person): state == AskState.ANSWERED.value for person, state in asks.values_list("person", "state")
        }
        found = weigh(kept_plan(last.plan), tables, asked)
    except NotAnswerable as error:
        return Weighing(findings=error.findings)
    except (TablesChanged, NoResearchKey):
        return None
    # A heaviest weight among few could be laid beside somebody.
    return Weighing(found.effective, found.largest) if len(found.weights) >= SMALLEST else None
