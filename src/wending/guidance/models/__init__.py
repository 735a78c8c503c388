"""Tables of guidance, one noun per file."""

from wending.guidance.models.complaint import Complaint, ComplaintMessage, ComplaintShare
from wending.guidance.models.feedback import FeedbackAnswer, FeedbackBatch, FeedbackLink
from wending.guidance.models.learning import LearningEntry, ModuleDone
from wending.guidance.models.peers import PeerGroup, PeerMeeting, PeerMember, PeerNote, PeerPoint
from wending.guidance.models.registration import Registration
from wending.guidance.models.self_review import SelfReview

__all__ = [
    "Complaint",
    "ComplaintMessage",
    "ComplaintShare",
    "FeedbackAnswer",
    "FeedbackBatch",
    "FeedbackLink",
    "LearningEntry",
    "ModuleDone",
    "PeerGroup",
    "PeerMeeting",
    "PeerMember",
    "PeerNote",
    "PeerPoint",
    "Registration",
    "SelfReview",
]
