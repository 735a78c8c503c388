"""Tables of schools, one noun per file."""

from wending.school.models.activity import OwnLesson, PlannedLesson, Rating
from wending.school.models.alumni import AlumniAnswer, AlumniAsk, AlumniCohort, AlumniContact, AlumniGuest, AlumniRound
from wending.school.models.assignment import Assignment, FeedbackAsk, HandIn, HandInWords
from wending.school.models.group import SchoolGroup, Seat
from wending.school.models.handover import Handover, HandoverThing, WarmNote
from wending.school.models.interest import InterestTally, SharedInterest
from wending.school.models.line import LineChange, LinePart
from wending.school.models.offer import Offer, OfferDay
from wending.school.models.person import Mentorship, SchoolPerson
from wending.school.models.quality import (
    QualityAction,
    QualityAnswer,
    QualityComparison,
    QualityEvidence,
    QualityRound,
    QualityStep,
)
from wending.school.models.reasons import ChoiceDay, Doubt, DoubtViewer, SchoolTerm, SignTalked
from wending.school.models.roster import Delivery, JoinCode, SchoolYear, Site
from wending.school.models.talk import Agreement, SchoolTalk, TalkGuest, TalkPaper, TalkResponse
from wending.school.models.training import Observation, TrainingDone
from wending.school.models.visit import OutsideLink, Visit, VisitAnswer, VisitLearner, VisitPlace

__all__ = [
    "Agreement",
    "AlumniAnswer",
    "AlumniAsk",
    "AlumniCohort",
    "AlumniContact",
    "AlumniGuest",
    "AlumniRound",
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
    "InterestTally",
    "JoinCode",
    "LineChange",
    "LinePart",
    "Mentorship",
    "Observation",
    "Offer",
    "OfferDay",
    "OutsideLink",
    "OwnLesson",
    "PlannedLesson",
    "QualityAction",
    "QualityAnswer",
    "QualityComparison",
    "QualityEvidence",
    "QualityRound",
    "QualityStep",
    "Rating",
    "SchoolGroup",
    "SchoolPerson",
    "SchoolTalk",
    "SchoolTerm",
    "SchoolYear",
    "Seat",
    "SharedInterest",
    "SignTalked",
    "Site",
    "TalkGuest",
    "TalkPaper",
    "TalkResponse",
    "TrainingDone",
    "Visit",
    "VisitAnswer",
    "VisitLearner",
    "VisitPlace",
    "WarmNote",
]
