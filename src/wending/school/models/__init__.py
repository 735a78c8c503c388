"""Tables of schools, one noun per file."""

from wending.school.models.group import SchoolGroup, Seat
from wending.school.models.person import Mentorship, SchoolPerson

__all__ = ["Mentorship", "SchoolGroup", "SchoolPerson", "Seat"]
