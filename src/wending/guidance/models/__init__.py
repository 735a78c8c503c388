"""Tables of guidance, one noun per file."""

from wending.guidance.models.appointment import Appointment, Session, Ticket, Waiting
from wending.guidance.models.centre import Centre, Room
from wending.guidance.models.conversation import Attachment, Beginning, Conversation, Message
from wending.guidance.models.held import Held
from wending.guidance.models.hours import Availability, Feed, Leave
from wending.guidance.models.link import Link
from wending.guidance.models.talk import TalkKind

__all__ = [
    "Appointment",
    "Attachment",
    "Availability",
    "Beginning",
    "Centre",
    "Conversation",
    "Feed",
    "Held",
    "Leave",
    "Link",
    "Message",
    "Room",
    "Session",
    "TalkKind",
    "Ticket",
    "Waiting",
]
