"""Tables of schools, one noun per file."""

from wending.school.models.activity import OwnLesson, PlannedLesson, Rating
from wending.school.models.group import SchoolGroup, Seat
from wending.school.models.line import LineChange, LinePart
from wending.school.models.person import Mentorship, SchoolPerson

__all__ = [
    "LineChange",
    "LinePart",
    "Mentorship",
    "OwnLesson",
    "PlannedLesson",
    "Rating",
    "SchoolGroup",
    "SchoolPerson",
    "Seat",
]
