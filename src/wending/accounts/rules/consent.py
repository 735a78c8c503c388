"""Consent: a person lets one recipient see one part of their record for one purpose until a day.

Parental consent below sixteen follows article 5 of the Dutch implementation law of the GDPR (UAVG); guidance offered to
the minor directly and free of charge is its exception, so consent for guidance needs no parent.
"""

from datetime import date, timedelta
from enum import StrEnum


class Part(StrEnum):
    """Parts of a record that can be shown apart from the others."""

    PROFILE = "profile"
    EXPERIENCE = "experience"
    SKILLS = "skills"
    RESULTS = "results"
    REFLECTIONS = "reflections"
    PLAN = "plan"
    NETWORK = "network"


class Purpose(StrEnum):
    """What a recipient may use a part for, and nothing else."""

    GUIDANCE = "guidance"
    REFERRAL = "referral"
    TEAM = "team"
    SCHOOL = "school"
    DEVELOPMENT = "development"
    MOVING = "moving"
    RESEARCH = "research"


# The longest a consent lasts; then it is asked again.
LONGEST = timedelta(days=366)
# How long it lasts when nobody says otherwise: three months.
USUAL = timedelta(days=92)
# How long data of a study stay, unused, after consent for research ran out: who renews it in time is in again.
RENEWABLE = timedelta(days=30)
ADULT_IN_LAW = 16


def is_minor(sixteen_on: date | None, today: date) -> bool:
    """Say whether somebody is below sixteen; who never told is not."""
    return sixteen_on is not None and today < sixteen_on


def needs_parent(purpose: Purpose, sixteen_on: date | None, today: date) -> bool:
    """Say whether a parent must confirm: below sixteen, except for guidance offered directly and free of charge."""
    return purpose is not Purpose.GUIDANCE and is_minor(sixteen_on, today)
