"""Why a turn is in a proposal, as codes with data, and what it would take for someone who is not on a task.

Words are for the pages. A reason tells what speaks for or against a turn; the whole rotation is what was weighed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wending.engine.rotation.lacks import is_able, what_it_takes
from wending.engine.rotation.score import blocks
from wending.engine.rotation.terms import NO_ANSWERS, Answers, Proposal, Team, Turn, Wish


class Why(StrEnum):
    """Name the reasons.

    skill (name, level there is, level needed); authorisation (name); wanted, unwanted, learn: the wish; accepted;
    variety: (number of different tasks of the person); learning: (buddy); buddy: (learner); few: (others who could do
    it that week); load: (load per hour of the person, the highest of the team).
    """

    SKILL = "skill"
    AUTHORISATION = "authorisation"
    WANTED = "wanted"
    UNWANTED = "unwanted"
    LEARN = "learn"
    ACCEPTED = "accepted"
    VARIETY = "variety"
    LEARNING = "learning"
    BUDDY = "buddy"
    FEW = "few"
    LOAD = "load"


@dataclass(frozen=True)
class Reason:
    """Hold one reason: its code, a name (of a skill, authorisation or person), and numbers as said at the code."""

    code: Why
    name: str = ""
    numbers: tuple[float, ...] = ()


# So few others who can do it is worth telling.
FEW = 2


def reasons(team: Team, proposal: Proposal, turn: Turn, answers: Answers = NO_ANSWERS) -> list[Reason]:
    """Return why a turn is proposed: what the person has for it, wishes, variety, learning, and who else could."""
    person, task = team.person[turn.person], team.task[turn.task]
    found = [
        Reason(Why.SKILL, skill, (person.skills.get(skill, 0), level)) for skill, level in sorted(task.skills.items())
    ]
    found += [Reason(Why.AUTHORISATION, name) for name in sorted(task.authorisations)]
    if turn.place in answers.accepted:
        found.append(Reason(Why.ACCEPTED))
    wish = person.wishes.get(task.id)
    if wish and (wish is not Wish.LEARN or turn.buddy):
        found.append(Reason(Why(wish.value)))
    if turn.buddy:
        found.append(Reason(Why.LEARNING, turn.buddy))
    found += [
        Reason(Why.BUDDY, other.person)
        for other in proposal.turns
        if (other.task, other.week, other.buddy) == (turn.task, turn.week, turn.person)
    ]
    own = [other for other in proposal.turns if other.person == turn.person]
    if len({other.task for other in own}) > 1:
        found.append(Reason(Why.VARIETY, "", (len({other.task for other in own}),)))
    others = who_could(team, turn, answers)
    if not turn.buddy and len(others) <= FEW:
        found.append(Reason(Why.FEW, "", (len(others),)))
    points = sum((team.task[o.task].physical + team.task[o.task].mental) * o.blocks for o in own)
    found.append(Reason(Why.LOAD, "", (points / blocks(team, turn.person), proposal.score.peak)))
    return found


def who_could(team: Team, turn: Turn, answers: Answers = NO_ANSWERS) -> list[str]:
    """Return the others who have what the task of a turn asks, hours that week, and did not decline it."""
    task = team.task[turn.task]
    declined = {place.person for place in answers.declined if (place.task, place.week) == (turn.task, turn.week)}
    return [
        person.id
        for person in team.people
        if person.id != turn.person
        and person.id not in declined
        and is_able(person, task)
        and not what_it_takes(team, person, task)
        and team.room(person, turn.week) >= team.least(task, turn.week)
    ]
