"""Tables of schools, one noun per file."""

from wending.school.models.assignment import Assignment, FeedbackAsk, HandIn, HandInWords
from wending.school.models.group import SchoolGroup, Seat
from wending.school.models.handover import Handover, HandoverThing, WarmNote
from wending.school.models.person import Mentorship, SchoolPerson
from wending.school.models.reasons import ChoiceDay, Doubt, DoubtViewer, SchoolTerm, SignTalked
from wending.school.models.roster import Delivery, JoinCode, SchoolYear, Site
from wending.school.models.talk import Agreement, SchoolTalk, TalkGuest, TalkPaper, TalkResponse

__all__ = [
    "Agreement",
    "Assignment",
    "ChoiceDay",
    "Delivery",
    "Doubt",
    "DoubtViewer",
    "FeedbackAsk",
    "HandIn",
    "HandInWords",
    "Handover",
    "HandoverThing",
    "JoinCode",
    "Mentorship",
    "SchoolGroup",
    "SchoolPerson",
    "SchoolTalk",
    "SchoolTerm",
    "SchoolYear",
    "Seat",
    "SignTalked",
    "Site",
    "TalkGuest",
    "TalkPaper",
    "TalkResponse",
    "WarmNote",
]
