"""Tables of work, one noun per file."""

from wending.work.models.badge import Badge, FirmKey, Revocation
from wending.work.models.course import Course, CourseStep, Enrolment, StepShown
from wending.work.models.fund import Application, ApplicationStep, Scheme
from wending.work.models.join import JoinLink
from wending.work.models.need import CountMeIn, Function, NeededSkill, SkillCount
from wending.work.models.network import NetworkCount, NetworkPlace
from wending.work.models.opening import Opening, Response
from wending.work.models.rotation import Rotation, Swap, Turn, TurnAnswer
from wending.work.models.shown import Shown
from wending.work.models.talk import Talk, TalkGoal, TalkReply
from wending.work.models.task import Authorisation, Holder, Task, TaskSkill, TaskStep
from wending.work.models.team import Colleague, Team, TeamPlace
from wending.work.models.training import TrainingLine, TrainingName

__all__ = [
    "Application",
    "ApplicationStep",
    "Authorisation",
    "Badge",
    "Colleague",
    "CountMeIn",
    "Course",
    "CourseStep",
    "Enrolment",
    "FirmKey",
    "Function",
    "Holder",
    "JoinLink",
    "NeededSkill",
    "NetworkCount",
    "NetworkPlace",
    "Opening",
    "Response",
    "Revocation",
    "Rotation",
    "Scheme",
    "Shown",
    "SkillCount",
    "StepShown",
    "Swap",
    "Talk",
    "TalkGoal",
    "TalkReply",
    "Task",
    "TaskSkill",
    "TaskStep",
    "Team",
    "TeamPlace",
    "TrainingLine",
    "TrainingName",
    "Turn",
    "TurnAnswer",
]
