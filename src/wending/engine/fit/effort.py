"""How big a step is, in four classes, from what is missing and how far the level is off.

A rough class for a conversation, not a duration and not a promise.
"""

from __future__ import annotations

from enum import StrEnum


class Effort(StrEnum):
    """Name the classes of effort, from small to large."""

    SMALL_STEP = "small_step"
    SHORT_LEARNING = "short_learning"
    TRAINING = "training"
    LONG_ROUTE = "long_route"


# Highest load per class; what is above is a long route.
LOAD_SMALL, LOAD_SHORT, LOAD_TRAINING = 0.25, 0.5, 0.8
# What is missing weighs as it is at level 5; less below it, where work is learned faster, more above it.
LEVEL_EASE, LEVEL_SCALE, UNKNOWN_LEVEL = 2.0, 7.0, 4.0
CLASSES = tuple(Effort)


def effort(missing_essential: float, level_gap: float | None, level: float | None) -> Effort:
    """Return the class of the step: the larger of what skills and level ask.

    missing_essential: share (0..1) of the essential needs, by rarity, that own and related skills do not cover.
    level: the lowest level (NLQF 1..8) the occupation asks, None unknown (taken as 4).
    Load = missing_essential x (level + 2) / 7: up to .25 is a small step, up to .5 short learning, up to .8 training,
    more a long route. level_gap: levels short of the lowest that is asked; 0 or less asks nothing, up to 1 asks
    training, more asks a long route; None is unknown and asks nothing.
    """
    load = missing_essential * ((UNKNOWN_LEVEL if level is None else level) + LEVEL_EASE) / LEVEL_SCALE
    by_skills = sum(load > most + 1e-12 for most in (LOAD_SMALL, LOAD_SHORT, LOAD_TRAINING))
    gap = 0.0 if level_gap is None else level_gap
    by_level = 0 if gap <= 0 else 2 if gap <= 1 else 3
    return CLASSES[max(by_skills, by_level)]
