"""Tables of effect."""

from wending.effect.models.approach import Approach, ApproachVersion
from wending.effect.models.evidence import Evidence
from wending.effect.models.extract import Extract, ExtractAct
from wending.effect.models.follow_up import Ask, Wave, WaveAnswer
from wending.effect.models.frozen import FigureLook, FrozenTable
from wending.effect.models.register import StudyAct, TakenOut
from wending.effect.models.study import DataSet, PlanVersion, Run, Study

__all__ = [
    "Approach",
    "ApproachVersion",
    "Ask",
    "DataSet",
    "Evidence",
    "Extract",
    "ExtractAct",
    "FigureLook",
    "FrozenTable",
    "PlanVersion",
    "Run",
    "Study",
    "StudyAct",
    "TakenOut",
    "Wave",
    "WaveAnswer",
]
