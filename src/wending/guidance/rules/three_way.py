"""A talk of three: a learner or employee and two others prepare apart, and make agreements together.

Terms: *loopbaandialoog* = learner, school, and parent or workplace; *trialoog* = employee, employer and professional;
*voice* = one of the three. The learner or employee writes first; nobody reads another's part before they release it.
"""

from collections.abc import Collection
from enum import StrEnum


class TalkKind(StrEnum):
    """Kinds of talks of three."""

    LOOPBAANDIALOOG = "loopbaandialoog"
    TRIALOOG = "trialoog"


class Voice(StrEnum):
    """Who takes part."""

    LEARNER = "learner"
    SCHOOL = "school"
    PARENT = "parent"
    WORKPLACE = "workplace"
    EMPLOYEE = "employee"
    EMPLOYER = "employer"
    PROFESSIONAL = "professional"


# Whose talk it is, and who may be the second and the third.
OWNER = {TalkKind.LOOPBAANDIALOOG: Voice.LEARNER, TalkKind.TRIALOOG: Voice.EMPLOYEE}
SECOND = {TalkKind.LOOPBAANDIALOOG: (Voice.SCHOOL,), TalkKind.TRIALOOG: (Voice.EMPLOYER,)}
THIRD = {TalkKind.LOOPBAANDIALOOG: (Voice.PARENT, Voice.WORKPLACE), TalkKind.TRIALOOG: (Voice.PROFESSIONAL,)}
OWNERS = frozenset(OWNER.values())


def may_write(voice: Voice, written: Collection[Voice], is_released: bool) -> bool:
    """Say whether a voice may write its part now: the owner first, the others after; nobody once it is released."""
    return not is_released and (voice in OWNERS or any(owner in written for owner in OWNERS))


def may_release(written: Collection[Voice], is_released: bool) -> bool:
    """Say whether the owner may let all read: once their own part is written; the others may still be missing."""
    return not is_released and any(owner in written for owner in OWNERS)
