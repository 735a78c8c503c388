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


# Highest missing share of the essential needs per class; what is left is a long route.
MISSING_SMALL, MISSING_SHORT, MISSING_TRAINING = 0.25, 0.5, 0.8
CLASSES = tuple(Effort)


def effort(missing_essential: float, level_gap: float | None) -> Effort:
    """Return the class of the step: the larger of what skills and level ask.

    missing_essential: share (0..1) of the essential needs, by rarity, that own and related skills do not cover.
    Up to .25 is a small step, up to .5 short learning, up to .8 training, more a long route.
    level_gap: levels (NLQF) short of the lowest that is asked; 0 or less asks nothing, up to 1 asks training, more
    asks a long route; None is unknown and asks nothing.
    """
    by_skills = sum(missing_essential > most + 1e-12 for most in (MISSING_SMALL, MISSING_SHORT, MISSING_TRAINING))
    gap = 0.0 if level_gap is None else level_gap
    by_level = 0 if gap <= 0 else 2 if gap <= 1 else 3
    return CLASSES[max(by_skills, by_level)]
