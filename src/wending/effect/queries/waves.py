"""The questionnaires of a study for its office: how many were asked and answered, never who, and never what one told.

Small counts stay hidden, and others with them so that they cannot be reckoned back.
"""

from __future__ import annotations

from collections import Counter
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

# What an ask counts as; who stopped their consent is not counted.
STATES = (AskState.ANSWERED, AskState.DECLINED, AskState.OPEN, AskState.OVER)


@dataclass(frozen=True)
class Response:
    """Counts of an arm, or of all together (arm None); None is hidden. rate: of who was asked, in whole percents."""

    arm: Arm | None
    asked: int | None
    answered: int | None
    declined: int | None
    open: int | None
    over: int | None

    @property
    def rate(self) -> int | None:
        """How many of a hundred answered, None where it would tell a hidden count."""
        return None if not self.asked or self.answered is None else round(100 * self.answered / self.asked)


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
    response = response_of(wave)
    everybody = response[-1]
    questions = tuple(question_words(one, wave.horizon) for some in pages_of(wave.outcomes) for one in some)
    return WaveShown(
        row=wave,
        outcomes=outcome_names(wave),
        questions=questions,
        is_closed=wave.closes is not None and wave.closes < timezone.localdate(),
        response=response,
        weighing=_weighing(study, wave) if everybody.answered is not None else None,
    )


def response_of(wave: Wave) -> tuple[Response, ...]:
    """Return the counts of a wave by arm and of all together, the small ones hidden. Give it a wave one may see."""
    rows = wave.asks.exclude(state=AskState.ENDED.value).values("arm", "state").annotate(many=Count("pk"))
    counted: Counter[tuple[str, str]] = Counter({(row["arm"], row["state"]): row["many"] for row in rows})
    cells: dict[tuple[str, str], int] = {(arm.value, state.value): 0 for arm in Arm for state in STATES}
    cells |= counted
    for state in STATES:
        cells["all", state.value] = sum(cells[arm.value, state.value] for arm in Arm)
    arms = [*(arm.value for arm in Arm), "all"]
    for arm_name in arms:
        cells[arm_name, "asked"] = sum(cells[arm_name, state.value] for state in STATES)
    totals = [((one, "asked"), tuple((one, state.value) for state in STATES)) for one in arms]
    totals += [
        (("all", name), tuple((arm.value, name) for arm in Arm)) for name in ("asked", *(one.value for one in STATES))
    ]
    hidden = hidden_cells(cells, totals)

    def shown(arm: str, name: str) -> int | None:
        return None if (arm, name) in hidden else cells[arm, name]

    names = ("asked", "answered", "declined", "open", "over")
    return tuple(Response(arm, *(shown(arm.value if arm else "all", name) for name in names)) for arm in (*Arm, None))


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
