"""With whom one could change a turn, and what stands in the way of a swap."""

from uuid import UUID

from django.db.models import QuerySet

from wending.engine import rotation as engine
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, Turn
from wending.work.queries.planning import engine_team, gather, still_shown
from wending.work.queries.scope import here_now
from wending.work.queries.words import fault_words


def others_turns(actor: Actor, mine: Turn) -> QuerySet[Turn]:
    """Return the turns of colleagues in the same rotation who are there, joined, and so can say yes or no."""
    there = Colleague.objects.filter(here_now(), account__isnull=False, places__team=mine.rotation.team_id)
    rows = Turn.objects.filter(rotation=mine.rotation_id, buddy=None, colleague__in=there)
    rows = rows.exclude(colleague=mine.colleague_id).exclude(answer__is_accepted=False)
    return rows.exclude(task=mine.task_id, week=mine.week).select_related("task", "colleague__account", "rotation")


def swap_options(actor: Actor, mine: Turn) -> list[Turn]:
    """Return the turns for which one could change one's own: nobody lacks anything or gets too much by it."""
    team, turns = _now(mine)
    found = [row for row in others_turns(actor, mine) if not _new_faults(team, turns, mine, row)]
    return sorted(found, key=lambda row: (row.week, row.task.name, row.colleague.name))


def swap_faults(mine: Turn, theirs: Turn) -> list[str]:
    """Return what stands in the way of a swap, in words; nothing where it can be."""
    team, turns = _now(mine)
    people = {str(row.pk): row.name for row in (mine.colleague, theirs.colleague)}
    tasks = {str(row.pk): row.name for row in (mine.task, theirs.task)}
    faults = _new_faults(team, turns, mine, theirs)
    return sorted({fault_words(one, people, tasks) for one in faults})


def _now(mine: Turn) -> tuple[engine.Team, list[Turn]]:
    """Return the team as it is today, and all turns of the rotation."""
    rotation = mine.rotation
    inputs = gather(rotation.team_id, rotation.monday, rotation.weeks, rotation.least_blocks)
    return engine_team(inputs, still_shown(inputs)), list(Turn.objects.filter(rotation=rotation))


def _new_faults(team: engine.Team, turns: list[Turn], mine: Turn, theirs: Turn) -> frozenset[engine.Demand]:
    """Return the demands that a swap breaks and that hold now. Only turns of the two change, so only those count."""
    two = {mine.colleague_id: theirs.colleague_id, theirs.colleague_id: mine.colleague_id}
    own = [turn for turn in turns if turn.colleague_id in two and str(turn.task_id) in team.task]
    after = [_turn(turn, two[turn.colleague_id] if turn.pk in {mine.pk, theirs.pk} else None) for turn in own]
    places = [turn.place for turn in after]
    # Two turns on one task in one week would be one longer turn: nobody said yes to that.
    twice = {engine.Demand(engine.Code.TASKS, p.person, p.task, p.week) for p in places if places.count(p) > 1}
    before = engine.broken(team, [_turn(turn) for turn in own])
    new = (engine.broken(team, after) | twice) - before
    # As many are at work on each task as before, so learners keep a buddy; the turns of others are not given here.
    return frozenset(one for one in new if one.code is not engine.Code.BUDDY)


def _turn(row: Turn, colleague: UUID | None = None) -> engine.Turn:
    who, buddy = str(colleague or row.colleague_id), str(row.buddy_id) if row.buddy_id else ""
    return engine.Turn(who, str(row.task_id), row.week, row.blocks, buddy)
