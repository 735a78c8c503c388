"""Tables of work, one noun per file."""

from wending.work.models.badge import Badge, FirmKey, Revocation
from wending.work.models.course import Course, CourseStep, Enrolment, StepShown
from wending.work.models.funding import FundingEvent, FundingRequest, Scheme
from wending.work.models.join import JoinLink
from wending.work.models.moment import LearningMoment
from wending.work.models.moving import Mover, MoverStep, Moving, MovingInvite, Proposal
from wending.work.models.need import CountMeIn, Function, NeededSkill, SkillCount
from wending.work.models.network import NetworkFigures, NetworkPlace
from wending.work.models.opening import Opening, Response
from wending.work.models.rotation import Rotation, Swap, Turn, TurnAnswer
from wending.work.models.scan import ScanAnswer, ScanPass, ScanRound, ScanStep
from wending.work.models.shown import Shown
from wending.work.models.talk import Talk, TalkGoal, TalkReply
from wending.work.models.task import Authorisation, Holder, Task, TaskSkill, TaskStep
from wending.work.models.team import Colleague, Team, TeamPlace
from wending.work.models.training import TrainingLine, TrainingName

__all__ = [
    "Authorisation",
    "Badge",
    "Colleague",
    "CountMeIn",
    "Course",
    "CourseStep",
    "Enrolment",
    "FirmKey",
    "Function",
    "FundingEvent",
    "FundingRequest",
    "Holder",
    "JoinLink",
    "LearningMoment",
    "Mover",
    "MoverStep",
    "Moving",
    "MovingInvite",
    "NeededSkill",
    "NetworkFigures",
    "NetworkPlace",
    "Opening",
    "Proposal",
    "Response",
    "Revocation",
    "Rotation",
    "ScanAnswer",
    "ScanPass",
    "ScanRound",
    "ScanStep",
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
