"""Fit: from a person to explained occupations, and from occupation to occupation. numpy and scipy only.

Start with FitData (what a release gives), FitIndex (fit, rank, explain, transitions) and Profile (what a person tells).
"""

from wending.engine.fit.data import FitData, WorkerProfiles
from wending.engine.fit.effort import Effort
from wending.engine.fit.index import FitIndex
from wending.engine.fit.match import Counterfactual, Doubt, Match, MatchedSkill, MissingSkill, Transition, Via
from wending.engine.fit.profile import OwnSkill, PastOccupation, Preferences, Profile, SectorWish
from wending.engine.fit.relatedness import BOTH, ESCO, SOURCES
from wending.engine.fit.weights import PARTS, Part, Weights

__all__ = [
    "BOTH",
    "ESCO",
    "PARTS",
    "SOURCES",
    "Counterfactual",
    "Doubt",
    "Effort",
    "FitData",
    "FitIndex",
    "Match",
    "MatchedSkill",
    "MissingSkill",
    "OwnSkill",
    "Part",
    "PastOccupation",
    "Preferences",
    "Profile",
    "SectorWish",
    "Transition",
    "Via",
    "Weights",
    "WorkerProfiles",
]
