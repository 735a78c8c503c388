"""What a firm and its people see of the scan: open rounds, frozen results with their uncertainty, steps that fit."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wending.instruments.rules.instrument import Instrument
from wending.kit.small_cells import SMALLEST
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, ScanPass, ScanRound, ScanStep, Team
from wending.work.queries.scope import colleagues_for, here_now, is_manager, own_rows
from wending.work.rules.scan import BETWEEN, WHOLE, Change, Estimate, at_least, change
from wending.work.sources import culture_files
from wending.work.sources.culture_files import Step


def scan() -> Instrument:
    """Return the scan."""
    return culture_files.scan()


def steps() -> tuple[Step, ...]:
    """Return the steps that may help."""
    return culture_files.steps()


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step in words, and why it may help."""

    id: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A team of which a block may be shown."""

    name: str
    now: Estimate


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block of the scan: how it is now (None when too few answered), what changed, teams, and steps that fit."""

    id: str
    name: str
    meaning: str
    prompt: str
    now: Estimate | None
    before: Estimate | None
    change: Change | None
    groups: list[GroupShown]
    steps: list[StepShown]


@dataclass(frozen=True, slots=True)
class ResultsShown:
    """The frozen results of a round. `at_least` answered so many, in tens; 0 when too few answered to show anything."""

    number: UUID
    firm: str
    begins: date
    closed: date
    at_least: int
    blocks: list[BlockShown]
    moments: Estimate | None
    compared_with: date | None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that was agreed."""

    number: UUID
    text: str
    due: date
    done: date | None


def rounds_for(actor: Actor) -> QuerySet[ScanRound]:
    """Return the rounds of the firm one manages, or of the firms where one works now; newest first."""
    rows = ScanRound.objects.select_related("organisation").order_by("-begins")
    if is_manager(actor):
        return rows.filter(organisation=actor.organisation)
    return rows.filter(organisation__in=own_rows(actor).values("organisation"))


def open_rounds(actor: Actor) -> QuerySet[ScanRound]:
    """Return the rounds in which who asks was asked, and that are open today: also when they answered."""
    asked = ScanPass.objects.filter(colleague__in=own_rows(actor))
    return rounds_for(actor).filter(passes__in=asked, closed=None, closes__gte=timezone.localdate())


def round_of_link(token: str) -> ScanRound | None:
    """Return the open round behind a link, used or not: opening it tells nobody whether somebody answered."""
    today = timezone.localdate()
    row = ScanPass.objects.filter(token_hash=hash_of(token), round__closed=None, round__closes__gte=today)
    # Who left has no say in it any more.
    present = Colleague.objects.filter(here_now())
    found = row.filter(colleague__in=present).select_related("round__organisation").first()
    return found.round if found else None


def is_small(actor: Actor) -> bool:
    """Say whether a firm has too few people for a scan: then they talk together instead."""
    return colleagues_for(actor).count() < SMALLEST


def next_round_from(actor: Actor) -> date | None:
    """Return from which day a manager may open a round; None while one is open."""
    last = rounds_for(actor).first()
    if last is None:
        return timezone.localdate()
    return last.begins + BETWEEN if last.closed else None


def results_of(actor: Actor, lang: str, number: UUID | None = None) -> ResultsShown | None:
    """Return the results of a closed round, the newest when none is named; None out of scope or while it is open."""
    closed = rounds_for(actor).exclude(closed=None)
    row = closed.first() if number is None else closed.filter(pk=number).first()
    if row is None or row.closed is None:
        return None
    earlier = closed.filter(organisation=row.organisation, begins__lt=row.begins).exclude(results={}).first()
    old = _estimates(earlier)
    now = _estimates(row)
    teams = {str(team.pk): team.name for team in Team.objects.filter(organisation=row.organisation)}
    blocks = [_block(scale, now.get(scale.id, {}), old.get(scale.id, {}), teams, lang) for scale in scan().scales]
    counts = [block.now.n for block in blocks if block.now]
    moments = row.results.get("moments")
    return ResultsShown(
        number=row.pk,
        firm=row.organisation.name,
        begins=row.begins,
        closed=row.closed,
        at_least=at_least(max(counts, default=0)),
        blocks=blocks,
        moments=Estimate(**moments) if moments else None,
        compared_with=earlier.begins if earlier and now else None,
    )


def _estimates(row: ScanRound | None) -> dict[str, dict[str, Estimate]]:
    found = row.results.get("blocks", {}) if row else {}
    return {block: {group: Estimate(**one) for group, one in groups.items()} for block, groups in found.items()}


def _block(
    scale: Any, now: dict[str, Estimate], old: dict[str, Estimate], teams: dict[str, str], lang: str
) -> BlockShown:
    whole, before = now.get(WHOLE), old.get(WHOLE)
    return BlockShown(
        id=scale.id,
        name=scale.name.in_language(lang),
        meaning=scale.meaning.in_language(lang),
        prompt=scale.prompt.in_language(lang),
        now=whole,
        before=before,
        change=change(before, whole) if before and whole else None,
        groups=[GroupShown(teams[key], one) for key, one in now.items() if key in teams],
        steps=steps_of(scale.id, lang),
    )


def steps_of(block: str, lang: str) -> list[StepShown]:
    """Return the steps that may help a block."""
    return [
        StepShown(one.id, one.text.in_language(lang), one.why.in_language(lang))
        for one in steps()
        if one.block == block
    ]


def talk_blocks(lang: str) -> list[BlockShown]:
    """Return the blocks as questions to talk about together, for a firm that is too small for numbers."""
    return [_block(scale, {}, {}, {}, lang) for scale in scan().scales]


def steps_taken(actor: Actor, lang: str) -> list[StepTaken]:
    """Return the steps that the firm one manages agreed on, open ones first."""
    if not is_manager(actor):
        return []
    texts = {one.id: one.text.in_language(lang) for one in steps()}
    rows = ScanStep.objects.filter(organisation=actor.organisation, step__in=texts)
    found = [StepTaken(row.pk, texts[row.step], row.due, row.done) for row in rows]
    return sorted(found, key=lambda one: (one.done is not None, one.due))


def teams_to_name(firm: UUID) -> list[tuple[str, str]]:
    """Return the teams of a firm that who answers can say they belong to."""
    return [(str(team.pk), team.name) for team in Team.objects.filter(here_now(), organisation=firm).order_by("name")]


def statement(lang: str) -> list[str]:
    """Return what the scan says of itself: on what it rests, what is not known, and what it is not for."""
    told = scan().statement
    return [text.in_language(lang) for text in (told.basis, told.evidence, told.norms, told.not_for)]
