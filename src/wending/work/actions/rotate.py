"""Searches a rotation to propose. It never assigns: what is found waits for the answers of the people themselves.

A search goes in parts; after each it can be stopped, and what was found by then can be answered. A worker that dies
leaves a search that another takes up. Whoever left or took something back meanwhile makes the search begin anew.
"""

import math
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.engine import rotation as engine
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Rotation, Team, Turn, TurnAnswer
from wending.work.queries.planning import Inputs, answers_to, engine_team, gather, still_shown
from wending.work.queries.scope import colleagues_for, teams_for
from wending.work.rules.rotation import (
    GAP,
    MODEL,
    MOST_PEOPLE,
    MOST_WEEKS,
    OBSTACLE_SECONDS,
    SEARCHES,
    SEARCHING,
    SMALL,
    SMALL_SECONDS,
    State,
)

# A search that was heard of so long ago has lost its worker.
LOST = timedelta(minutes=3)
FARTHEST = timedelta(days=182)
MOST_OBSTACLES = 5


@transaction.atomic
def ask_rotation(
    *, by: Actor, team: UUID, monday: date, weeks: int, least_blocks: int = 1, follows: UUID | None = None
) -> Rotation:
    """Ask for a proposal for a team that who acts may open. `follows`: keep to the answers to that one.

    Raises PermissionDenied for another team; ValidationError for days or sizes that do not fit, or unknown hours.
    """
    # The team is locked, so that two who ask at once do not leave two searches.
    place = Team.objects.select_for_update().filter(pk__in=teams_for(by).filter(pk=team).values("pk")).first()
    if place is None:
        raise PermissionDenied("another team")
    today = timezone.localdate()
    if monday.weekday() or not today - timedelta(days=6) <= monday <= today + FARTHEST or not 1 <= weeks <= MOST_WEEKS:
        raise ValidationError(_("Kies een maandag in het komende half jaar, en één tot vier weken."))
    people = colleagues_for(by, team)
    unknown = [row.name for row in people if row.hours is None]
    if unknown:
        raise ValidationError(_("Van wie weten we de uren nog niet? Vul ze eerst in: %s.") % ", ".join(unknown))
    if not place.tasks.exists() or not people or len(people) > MOST_PEOPLE:
        raise ValidationError(_("Een rooster vraagt een tot veertig mensen en minstens één taak."))
    if place.rotations.filter(state__in=SEARCHING).exists():
        raise ValidationError(_("Er wordt al gezocht voor dit team. Wacht even, of stop dat eerst."))
    earlier = place.rotations.filter(pk=follows, monday=monday, weeks=weeks).first() if follows else None
    record(by=by, verb="asked-rotation", thing="work.rotation")
    return Rotation.objects.create(
        team=place, monday=monday, weeks=weeks, least_blocks=least_blocks, follows=earlier, made_by_id=by.person,
        model_version=MODEL, inputs=gather(team, monday, weeks, least_blocks),
    )  # fmt: skip


def is_small(rotation: Rotation) -> bool:
    """Say whether the search is so small that one can wait for it."""
    size = len(rotation.inputs["people"]) * len(rotation.inputs["tasks"]) * rotation.weeks
    return size <= SMALL


def search(rotation: UUID, parts: tuple[float, ...] = (SMALL_SECONDS,)) -> State | None:
    """Search in parts of so many seconds, and save after each; None when somebody else searches, or it is over."""
    if not _claim(rotation):
        return None
    row = Rotation.objects.select_related("follows").get(pk=rotation)
    answers = answers_to(row.follows) if row.follows else engine.NO_ANSWERS
    best: engine.Proposal | None = None
    for number, seconds in enumerate(parts, 1):
        team = engine_team(row.inputs, still_shown(row.inputs))
        known = _known(answers, team)
        try:
            found = engine.propose(team, known, seconds=seconds, gap=GAP)
        except TimeoutError:
            found = None
        found = best = _better(best, found)
        is_last = number == len(parts) or (found is not None and (not found.is_possible or found.gap <= GAP))
        outcome = _outcome(team, known, found, is_last) if found else {}
        if not _save(row, found, outcome, is_last):
            break
        if is_last:
            break
    return State(Rotation.objects.values_list("state", flat=True).get(pk=rotation))


def search_next() -> str:
    """Search what waits longest, or what lost its worker; say what came of it, nothing when nothing waits."""
    lost = Q(state=State.RUNNING, started__lt=timezone.now() - LOST)
    row = Rotation.objects.filter(Q(state=State.WAITING) | lost).order_by("made").first()
    state = search(row.pk, SEARCHES) if row else None
    return f"searched a rotation: {state}" if state else ""


@transaction.atomic
def stop_search(*, by: Actor, rotation: UUID) -> bool:
    """Stop a search of one's team; what was found by then can be answered. Return whether it was searching."""
    row = _locked(rotation, teams_for(by).values("pk"))
    if row is None or row.state not in SEARCHING:
        return False
    _finish(row, State.READY if row.turns.exists() else State.STOPPED)
    return True


@transaction.atomic
def restart_search(*, by: Actor, rotation: UUID) -> bool:
    """Search again after it was stopped or found nothing, with the team as it is now; return whether it could."""
    row = _locked(rotation, teams_for(by).values("pk"))
    if row is None or row.state not in {State.STOPPED, State.FAILED, State.IMPOSSIBLE}:
        return False
    row.state, row.started, row.finished = State.WAITING, None, None
    row.inputs = gather(row.team_id, row.monday, row.weeks, row.least_blocks)
    row.save()
    return True


def _locked(rotation: UUID, teams: Any) -> Rotation | None:
    return Rotation.objects.select_for_update().filter(pk=rotation, team__in=teams).first()


def _claim(rotation: UUID) -> bool:
    """Take a search, so that no other worker does it too."""
    now = timezone.now()
    rows = Rotation.objects.filter(Q(state=State.WAITING) | Q(state=State.RUNNING, started__lt=now - LOST), pk=rotation)
    return bool(rows.update(state=State.RUNNING, started=now))


def _better(earlier: engine.Proposal | None, found: engine.Proposal | None) -> engine.Proposal | None:
    """Return the better of two proposals with all that was proven: a longer search on a busy machine can find less."""
    if earlier is None or found is None or not found.is_possible:
        return found or earlier
    kept = min((earlier, found), key=lambda one: (sum(one.short.values()), -one.score.total))
    if sum(earlier.short.values()) != sum(found.short.values()):
        # What was proven of the total is of rotations with as little shortage.
        return kept
    bound = max(kept.score.total, min(earlier.bound, found.bound))
    return replace(kept, bound=bound, least_short=max(earlier.least_short, found.least_short))


def _known(answers: engine.Answers, team: engine.Team) -> engine.Answers:
    """Return the answers about people and tasks that are in the team still."""

    def kept(places: frozenset[engine.Place]) -> frozenset[engine.Place]:
        return frozenset(p for p in places if p.person in team.person and p.task in team.task and p.week < team.weeks)

    return engine.Answers(kept(answers.accepted), kept(answers.declined))


def _outcome(team: engine.Team, answers: engine.Answers, found: engine.Proposal, is_last: bool) -> dict[str, Any]:
    obstacles: list[Any] = []
    if is_last and found.short:
        try:
            sets = engine.obstacles(team, answers, most=MOST_OBSTACLES, seconds=OBSTACLE_SECONDS)
        except TimeoutError:
            sets = []
        obstacles = [[[str(d.code), d.person, d.task, d.week] for d in one] for one in sets]
    return {
        "score": asdict(found.score),
        # On a busy machine time can be up before there is a bound: then how far it is from the best is not known.
        "gap": found.gap if math.isfinite(found.gap) else None,
        "is_optimal": found.is_optimal,
        "least_short": found.least_short,
        "short": [[task, week, blocks] for (task, week), blocks in sorted(found.short.items())],
        "obstacles": obstacles,
    }


@transaction.atomic
def _save(row: Rotation, found: engine.Proposal | None, outcome: dict[str, Any], is_last: bool) -> bool:
    """Save what was found so far; return whether to search on. A team that changed meanwhile is searched anew."""
    locked = Rotation.objects.select_for_update().get(pk=row.pk)
    if locked.state != State.RUNNING:
        return False
    now = gather(row.team_id, row.monday, row.weeks, row.least_blocks)
    if _lost(row.inputs, now):
        locked.turns.all().delete()
        locked.state, locked.inputs, locked.outcome, locked.started = State.WAITING, now, {}, None
        locked.save()
        return False
    locked.started = timezone.now()
    if found is not None:
        locked.turns.all().delete()
        locked.outcome = outcome
        Turn.objects.bulk_create(
            Turn(rotation=locked, colleague_id=UUID(turn.person), task_id=UUID(turn.task), week=turn.week,
                 blocks=turn.blocks, buddy_id=UUID(turn.buddy) if turn.buddy else None)
            for turn in found.turns
        )  # fmt: skip
    locked.save(update_fields=["started", "outcome"])
    if is_last:
        if not locked.turns.exists():
            _finish(locked, State.FAILED if found is None else State.IMPOSSIBLE)
        else:
            _finish(locked, State.READY)
    return True


def _lost(planned: Inputs, now: Inputs) -> bool:
    """Say whether somebody or something that was planned with is there no more."""

    def ids(inputs: Inputs, part: str) -> set[str]:
        return {one["id"] for one in inputs[part]}

    gone = any(ids(planned, part) - ids(now, part) for part in ("people", "tasks"))
    return gone or bool(set(planned["shown"]) - set(now["shown"]))


def _finish(row: Rotation, state: State) -> None:
    row.state, row.finished = state, timezone.now()
    row.save(update_fields=["state", "finished"])
    if state == State.READY and row.follows_id:
        _keep_answers(row)
        Rotation.objects.filter(pk=row.follows_id).update(state=State.REPLACED)


def _keep_answers(row: Rotation) -> None:
    """Take over what people accepted, where the turn is just as long still: to another length nobody said yes."""
    rows = TurnAnswer.objects.filter(turn__rotation=row.follows_id, is_accepted=True).select_related("turn")
    said = {(a.turn.colleague_id, a.turn.task_id, a.turn.week, a.turn.blocks): a for a in rows}
    for turn in row.turns.all():
        old = said.get((turn.colleague_id, turn.task_id, turn.week, turn.blocks))
        if old:
            TurnAnswer.objects.create(turn=turn, person_id=old.person_id, is_accepted=True, reason=old.reason)
