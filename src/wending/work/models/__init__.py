"""Tables of work, one noun per file."""

from wending.work.models.moment import LearningMoment
from wending.work.models.scan import ScanAnswer, ScanPass, ScanRound, ScanStep
from wending.work.models.team import Colleague, Team, TeamPlace

__all__ = [
    "Colleague",
    "LearningMoment",
    "ScanAnswer",
    "ScanPass",
    "ScanRound",
    "ScanStep",
    "Team",
    "TeamPlace",
]
