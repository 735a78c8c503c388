"""Tables of work, one noun per file."""

from wending.work.models.join import JoinLink
from wending.work.models.rotation import Rotation, Swap, Turn, TurnAnswer
from wending.work.models.shown import Shown
from wending.work.models.task import Authorisation, Holder, Task, TaskSkill, TaskStep
from wending.work.models.team import Colleague, Team, TeamPlace

__all__ = [
    "Authorisation",
    "Colleague",
    "Holder",
    "JoinLink",
    "Rotation",
    "Shown",
    "Swap",
    "Task",
    "TaskSkill",
    "TaskStep",
    "Team",
    "TeamPlace",
    "Turn",
    "TurnAnswer",
]
