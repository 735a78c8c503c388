"""Tables of guidance, one noun per file."""

from wending.guidance.models.agreement import Agreement
from wending.guidance.models.appointment import Appointment, Session, Ticket, Waiting
from wending.guidance.models.case import Case
from wending.guidance.models.centre import Centre, Room
from wending.guidance.models.closing import Closing, FollowUp
from wending.guidance.models.complaint import Complaint, ComplaintMessage, ComplaintShare
from wending.guidance.models.conversation import Attachment, Beginning, Conversation, Message
from wending.guidance.models.feedback import FeedbackAnswer, FeedbackBatch, FeedbackLink
from wending.guidance.models.handover import Handover
from wending.guidance.models.held import Held
from wending.guidance.models.hours import Availability, Feed, Leave
from wending.guidance.models.learning import LearningEntry, ModuleDone
from wending.guidance.models.link import Link
from wending.guidance.models.note import Note, Todo, WorkNote
from wending.guidance.models.peers import PeerGroup, PeerMeeting, PeerMember, PeerNote, PeerPoint
from wending.guidance.models.question_theme import QuestionTheme
from wending.guidance.models.referral import Referral
from wending.guidance.models.registration import Registration
from wending.guidance.models.self_review import SelfReview
from wending.guidance.models.sheet import Sheet
from wending.guidance.models.talk import TalkKind
from wending.guidance.models.team import TeamMember
from wending.guidance.models.three_way import TalkVoice, ThreeWayTalk

__all__ = [
    "Agreement",
    "Appointment",
    "Attachment",
    "Availability",
    "Beginning",
    "Case",
    "Centre",
    "Closing",
    "Complaint",
    "ComplaintMessage",
    "ComplaintShare",
    "Conversation",
    "Feed",
    "FeedbackAnswer",
    "FeedbackBatch",
    "FeedbackLink",
    "FollowUp",
    "Handover",
    "Held",
    "LearningEntry",
    "Leave",
    "Link",
    "Message",
    "ModuleDone",
    "Note",
    "PeerGroup",
    "PeerMeeting",
    "PeerMember",
    "PeerNote",
    "PeerPoint",
    "QuestionTheme",
    "Referral",
    "Registration",
    "Room",
    "SelfReview",
    "Session",
    "Sheet",
    "TalkKind",
    "TalkVoice",
    "TeamMember",
    "ThreeWayTalk",
    "Ticket",
    "Todo",
    "Waiting",
    "WorkNote",
]
