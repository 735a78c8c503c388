"""Fit of programmes to a person on two axes that are never added up: pleasure and prospects. numpy and scipy only.

Start with StudyData (what is known of programmes), Learner (what a person tells) and axes.
"""

from wending.engine.study.axes import (
    BREADTH,
    CHANCE,
    INTERESTS,
    LEVEL,
    PLACE,
    PLEASURE,
    PROSPECTS,
    SUBJECTS,
    WAY,
    WISHES,
    Axes,
    axes,
    order,
)
from wending.engine.study.data import Learner, StudyData

__all__ = [
    "BREADTH",
    "CHANCE",
    "INTERESTS",
    "LEVEL",
    "PLACE",
    "PLEASURE",
    "PROSPECTS",
    "SUBJECTS",
    "WAY",
    "WISHES",
    "Axes",
    "Learner",
    "StudyData",
    "axes",
    "order",
]
