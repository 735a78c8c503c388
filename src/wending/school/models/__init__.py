"""Tables of schools, one noun per file."""

from wending.school.models.group import SchoolGroup, Seat
from wending.school.models.person import Mentorship, SchoolPerson
from wending.school.models.roster import Delivery, JoinCode, SchoolYear, Site
from wending.school.models.training import Observation, TrainingDone

__all__ = [
    "Delivery",
    "JoinCode",
    "Mentorship",
    "Observation",
    "SchoolGroup",
    "SchoolPerson",
    "SchoolYear",
    "Seat",
    "Site",
    "TrainingDone",
]
