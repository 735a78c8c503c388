"""Tables of work, one noun per file."""

from wending.work.models.badge import Badge, FirmKey, Revocation
from wending.work.models.course import Course, CourseStep, Enrolment, StepShown
from wending.work.models.need import CountMeIn, Function, NeededSkill, SkillCount
from wending.work.models.opening import Opening, Response
from wending.work.models.talk import Talk, TalkGoal, TalkReply
from wending.work.models.team import Colleague, Team, TeamPlace
from wending.work.models.training import TrainingLine, TrainingName

__all__ = [
    "Badge",
    "Colleague",
    "CountMeIn",
    "Course",
    "CourseStep",
    "Enrolment",
    "FirmKey",
    "Function",
    "NeededSkill",
    "Opening",
    "Response",
    "Revocation",
    "SkillCount",
    "StepShown",
    "Talk",
    "TalkGoal",
    "TalkReply",
    "Team",
    "TeamPlace",
    "TrainingLine",
    "TrainingName",
]
