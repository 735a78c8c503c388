"""Tables of guidance, one noun per file."""

from wending.guidance.models.appointment import Appointment, Session, Ticket, Waiting
from wending.guidance.models.centre import Centre, Room
from wending.guidance.models.complaint import Complaint, ComplaintMessage, ComplaintShare
from wending.guidance.models.conversation import Attachment, Beginning, Conversation, Message
from wending.guidance.models.feedback import FeedbackAnswer, FeedbackBatch, FeedbackLink
from wending.guidance.models.held import Held
from wending.guidance.models.hours import Availability, Feed, Leave
from wending.guidance.models.learning import LearningEntry, ModuleDone
from wending.guidance.models.link import Link
from wending.guidance.models.peers import PeerGroup, PeerMeeting, PeerMember, PeerNote, PeerPoint
from wending.guidance.models.question_theme import QuestionTheme
from wending.guidance.models.registration import Registration
from wending.guidance.models.self_review import SelfReview
from wending.guidance.models.talk import TalkKind

__all__ = [
    "Appointment",
    "Attachment",
    "Availability",
    "Beginning",
    "Centre",
    "Complaint",
    "ComplaintMessage",
    "ComplaintShare",
    "Conversation",
    "Feed",
    "FeedbackAnswer",
    "FeedbackBatch",
    "FeedbackLink",
    "Held",
    "LearningEntry",
    "Leave",
    "Link",
    "Message",
    "ModuleDone",
    "PeerGroup",
    "PeerMeeting",
    "PeerMember",
    "PeerNote",
    "PeerPoint",
    "QuestionTheme",
    "Registration",
    "Room",
    "SelfReview",
    "Session",
    "TalkKind",
    "Ticket",
    "Waiting",
]
