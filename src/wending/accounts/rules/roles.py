"""Roles in an organisation. A person may have several, and chooses in which one they act.

Terms: *professional* = career professional of a centre; *mentor* = teacher who guides learners; *council* = member of
the independent council for complaints. Roles that see something of other people need a second factor at sign-in.
"""

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of organisations. *Fund*: a training fund of a sector (O&O-fonds); *network*: firms together."""

    SCHOOL = "school"
    EMPLOYER = "employer"
    CENTRE = "centre"
    RESEARCH = "research"
    MUNICIPALITY = "municipality"
    FUND = "fund"
    NETWORK = "network"


class Role(StrEnum):
    """What a person is for an organisation."""

    LEARNER = "learner"
    EMPLOYEE = "employee"
    TEACHER = "teacher"
    MENTOR = "mentor"
    PROFESSIONAL = "professional"
    MANAGER = "manager"
    COUNCIL = "council"
    RESEARCHER = "researcher"


# Roles of people about themselves: nothing of others is seen in them.
OWN_ROLES = frozenset({Role.LEARNER, Role.EMPLOYEE})
# Roles that may see something of other people: only with a second factor.
GUARDED_ROLES = frozenset(Role) - OWN_ROLES

# Kinds whose professionals guide clients. Not those of an employer: what somebody tells there is not for their boss.
GUIDING = (Kind.CENTRE, Kind.SCHOOL, Kind.MUNICIPALITY)

ROLES_OF: dict[Kind, tuple[Role, ...]] = {
    Kind.SCHOOL: (Role.LEARNER, Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL, Role.MANAGER),
    Kind.EMPLOYER: (Role.EMPLOYEE, Role.PROFESSIONAL, Role.MANAGER),
    Kind.CENTRE: (Role.PROFESSIONAL, Role.MANAGER, Role.COUNCIL),
    Kind.RESEARCH: (Role.RESEARCHER, Role.MANAGER),
    Kind.MUNICIPALITY: (Role.PROFESSIONAL, Role.MANAGER),
    Kind.FUND: (Role.MANAGER,),
    Kind.NETWORK: (Role.MANAGER,),
}
