"""Tables of the record of a person, one noun per file."""

from wending.dossier.models.contact import Contact
from wending.dossier.models.endorsement import Endorsement
from wending.dossier.models.evidence import Evidence
from wending.dossier.models.feedback import FeedbackAnswer, FeedbackRequest
from wending.dossier.models.item import Item
from wending.dossier.models.item_skill import ItemSkill
from wending.dossier.models.plan import Action, CalendarLink, Goal, Proposal
from wending.dossier.models.reflection import Reflection
from wending.dossier.models.share import Share

__all__ = [
    "Action",
    "CalendarLink",
    "Contact",
    "Endorsement",
    "Evidence",
    "FeedbackAnswer",
    "FeedbackRequest",
    "Goal",
    "Item",
    "ItemSkill",
    "Proposal",
    "Reflection",
    "Share",
]
