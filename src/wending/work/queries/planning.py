"""Rows of a team as the input of the rotation engine, and back. No actor: the callers have scoped the team.

`gather` reads what is planned with; `engine_team` makes the engine's team of that and of what people show *now*: of
what was shown then only numbers are kept, so what was taken back no longer counts anywhere.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from wending.engine import rotation as engine
from wending.work.models import Colleague, Holder, Rotation, Shown, Task, Turn
from wending.work.queries.scope import here_now
from wending.work.rules.rotation import BLOCK, MOST_LOAD, State
from wending.work.rules.shown import Kind, key_of

Inputs = dict[str, Any]
WEEK = timedelta(days=7)


def gather(team: UUID, monday: date, weeks: int, least_blocks: int = 1) -> Inputs:
    """Return what a rotation of a team is planned with: people, hours, tasks, who does, may and shows what."""
    last = monday + weeks * WEEK
    people = list(Colleague.objects.filter(here_now(), places__team=team).order_by("pk"))
    held: dict[UUID, list[str]] = defaultdict(list)
    for holder in Holder.objects.filter(colleague__in=people):
        if holder.until is None or holder.until >= last - timedelta(days=1):
            held[holder.colleague_id].append(str(holder.authorisation_id))
    tasks = Task.objects.filter(team=team).order_by("pk")
    tasks = tasks.prefetch_related("skills", "authorisations", "doers", "steps")
    accounts = [person.account_id for person in people if person.account_id]
    shown = Shown.objects.filter(team=team, person__in=accounts, until__gte=timezone.localdate())
    return {
        "weeks": weeks,
        "least_blocks": least_blocks,
        "people": [_person(person, sorted(held[person.pk])) for person in people],
        "tasks": [_task(task) for task in tasks],
        "before": _before(team, monday),
        "shown": sorted(str(pk) for pk in shown.values_list("pk", flat=True)),
    }


def _person(row: Colleague, authorisations: list[str]) -> dict[str, Any]:
    account = str(row.account_id) if row.account_id else ""
    hours = float(row.hours) if row.hours is not None else 0.0
    return {"id": str(row.pk), "account": account, "hours": hours, "authorisations": authorisations}


def _task(row: Task) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "hours": row.hours,
        "physical": row.physical,
        "mental": row.mental,
        "most_weeks": row.most_weeks,
        "is_learnable": row.is_learnable,
        "skills": {key_of(skill.name, skill.uri): skill.name for skill in row.skills.all()},
        "authorisations": sorted(str(one.pk) for one in row.authorisations.all()),
        "doers": sorted(str(one.pk) for one in row.doers.all()),
        "steps": [[s.name, s.percent, s.skills, s.authorisations] for s in sorted(row.steps.all(), key=_pk)],
    }


def _pk(row: Any) -> int:
    return int(row.pk)


def _before(team: UUID, monday: date) -> list[list[Any]]:
    """Return colleague, task and weeks in a row until now, of turns that were accepted."""
    rows = Turn.objects.filter(rotation__team=team, answer__is_accepted=True, rotation__monday__lt=monday)
    done: dict[tuple[str, str], set[date]] = defaultdict(set)
    for turn in rows.exclude(rotation__state=State.REPLACED).select_related("rotation"):
        done[str(turn.colleague_id), str(turn.task_id)].add(turn.rotation.monday + turn.week * WEEK)
    found = []
    for (colleague, task), mondays in sorted(done.items()):
        count = 0
        while monday - (count + 1) * WEEK in mondays:
            count += 1
        if count:
            found.append([colleague, task, count])
    return found


def still_shown(inputs: Inputs) -> list[Shown]:
    """Return what was planned with and is shown still."""
    rows = Shown.objects.filter(pk__in=inputs["shown"], until__gte=timezone.localdate())
    return list(rows.order_by("since", "pk"))


def engine_team(inputs: Inputs, shown: Iterable[Shown]) -> engine.Team:
    """Return the team as the engine plans with it.

    Somebody has a skill when they show it as a talent, or do a task that asks it now. A task of which they do nothing
    and that asks nothing is for everybody.
    """
    weeks = inputs["weeks"]
    by_person: dict[str, list[Shown]] = defaultdict(list)
    for row in shown:
        by_person[str(row.person_id)].append(row)
    before: dict[str, dict[str, int]] = defaultdict(dict)
    for colleague, task, count in inputs["before"]:
        before[colleague][task] = count
    people = []
    for told in inputs["people"]:
        own = by_person[told["account"]] if told["account"] else []
        has = _skills(told["id"], own, inputs["tasks"])
        people.append(
            engine.Person(
                told["id"],
                (told["hours"],) * weeks,
                dict.fromkeys(has, 1),
                frozenset(told["authorisations"]),
                most_physical=MOST_LOAD * told["hours"],
                most_mental=MOST_LOAD * told["hours"],
                wishes=_wishes(has, own, inputs["tasks"]),
                before=before[told["id"]],
            )
        )
    tasks = tuple(_engine_task(told, weeks) for told in inputs["tasks"])
    return engine.Team(tuple(people), tasks, weeks, BLOCK, inputs["least_blocks"])


def _skills(colleague: str, own: list[Shown], tasks: list[dict[str, Any]]) -> set[str]:
    told = {row.uri for row in own if row.kind == Kind.TALENT and row.uri}
    words = {key_of(row.text) for row in own if row.kind == Kind.TALENT}
    found = set()
    for task in tasks:
        does = colleague in task["doers"]
        found |= {key for key, name in task["skills"].items() if does or key in told or key_of(name) in words}
    return found


def _wishes(has: set[str], own: list[Shown], tasks: list[dict[str, Any]]) -> dict[str, engine.Wish]:
    wishes: dict[str, engine.Wish] = {}
    about = {Kind.WANT: engine.Wish.WANTED, Kind.LEARN: engine.Wish.LEARN, Kind.AVOID: engine.Wish.UNWANTED}
    # In this order a later wish about the same task takes the place of an earlier one.
    for kind, wish in about.items():
        for row in own:
            if row.kind != kind:
                continue
            if row.task_id:
                wishes[str(row.task_id)] = wish
            elif kind == Kind.LEARN:
                wishes |= {task["id"]: wish for task in tasks if _asks(task, row) - has}
    return wishes


def _asks(task: dict[str, Any], row: Shown) -> set[str]:
    """Return the skills of a task that somebody said they want to learn."""
    wanted = {key_of(row.text), row.uri} - {""}
    return {key for key, name in task["skills"].items() if key in wanted or key_of(name) in wanted}


def _engine_task(told: dict[str, Any], weeks: int) -> engine.Task:
    keys = {name: key for key, name in told["skills"].items()}
    steps = tuple(
        engine.Step(
            f"{number} {name}",
            percent / 100,
            {keys[skill]: 1 for skill in skills if skill in keys},
            frozenset(authorisations) & frozenset(told["authorisations"]),
        )
        for number, (name, percent, skills, authorisations) in enumerate(told["steps"], 1)
    )
    return engine.Task(
        told["id"],
        (told["hours"],) * weeks,
        dict.fromkeys(told["skills"], 1),
        frozenset(told["authorisations"]),
        told["physical"],
        told["mental"],
        told["most_weeks"],
        told["is_learnable"],
        steps,
    )


def answers_to(rotation: Rotation) -> engine.Answers:
    """Return what people answered to a rotation, of who is there still and tasks that are there still."""
    rows = Turn.objects.filter(rotation=rotation, answer__isnull=False).select_related("answer")
    rows = rows.filter(colleague__in=Colleague.objects.filter(here_now(), places__team=rotation.team_id))
    places: dict[bool, set[engine.Place]] = {True: set(), False: set()}
    for turn in rows:
        place = engine.Place(str(turn.colleague_id), str(turn.task_id), turn.week)
        places[turn.answer.is_accepted].add(place)
    return engine.Answers(frozenset(places[True]), frozenset(places[False]))


def turns_of(rotation: Rotation) -> list[engine.Turn]:
    """Return the turns of a rotation as the engine has them, of who is in the team still."""
    rows = Turn.objects.filter(rotation=rotation)
    rows = rows.filter(colleague__in=Colleague.objects.filter(here_now(), places__team=rotation.team_id))
    return sorted(
        engine.Turn(str(r.colleague_id), str(r.task_id), r.week, r.blocks, str(r.buddy_id) if r.buddy_id else "")
        for r in rows
    )
