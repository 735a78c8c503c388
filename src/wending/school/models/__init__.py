"""Tables of schools, one noun per file."""

from wending.school.models.group import SchoolGroup, Seat
from wending.school.models.person import Mentorship, SchoolPerson
from wending.school.models.roster import Delivery, JoinCode, SchoolYear, Site

__all__ = ["Delivery", "JoinCode", "Mentorship", "SchoolGroup", "SchoolPerson", "SchoolYear", "Seat", "Site"]
