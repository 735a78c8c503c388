"""Questions in writing (e-guidance): conversations, messages with their files, and beginnings for answers."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.guidance.models.centre import Centre
from wending.guidance.rules.words import Asked, Side, Stand

CLIENT = "exported; erased with the row; not in research extracts"
COUNTED = "exported; erased with the row; in research extracts"


class Conversation(models.Model):
    """What somebody, or a small employer, asks a centre, and all that is written about it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="conversations")
    asked = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Asked])
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="conversations")
    name = EncryptedTextField()
    email = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    language = models.CharField(max_length=8, default="nl")
    # Of an employer who asks for a development conversation.
    firm = models.CharField(max_length=200, blank=True)
    firm_size = models.CharField(max_length=10, blank=True)
    stand = models.CharField(max_length=10, choices=[(stand.value, stand.value) for stand in Stand])
    assigned = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # When the centre expects to have answered, reckoned in office hours; empty when it does not wait for an answer.
    due = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    personal_owner = "person"
    personal = {
        **dict.fromkeys(["id", "person", "name", "email", "phone", "firm", "firm_size", "due", "changed"], CLIENT),
        **dict.fromkeys(["centre", "asked", "language", "stand", "made"], COUNTED),
        "assigned": "not exported: about another person; unlinked when they are erased",
    }

    class Meta:
        indexes = [models.Index(fields=["centre", "stand", "due"])]


class Message(models.Model):
    """One message. `side` says from whom; a note is for colleagues only, a line is said by the system to both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=12, choices=[(side.value, side.value) for side in Side])
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = EncryptedTextField()
    at = models.DateTimeField(auto_now_add=True)

    personal_owner = "conversation__person"
    personal = {
        "id": CLIENT,
        "conversation": CLIENT,
        "side": CLIENT,
        "author": "exported as a name; unlinked when they are erased; not in research extracts",
        "text": "exported; erased with the row; not in research extracts",
        "at": CLIENT,
    }

    class Meta:
        ordering = ["at"]


class Attachment(models.Model):
    """A file with a message, encrypted. Pictures were made anew before they came here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = EncryptedTextField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    personal_owner = "message__conversation__person"
    personal = {
        **dict.fromkeys(["id", "message", "name", "media_type", "size"], CLIENT),
        "content": "exported as a file; erased with the row; not in research extracts",
    }


class Beginning(models.Model):
    """A first sentence or two for an answer, so that nobody begins with an empty page. Never a whole answer."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="beginnings")
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=8, default="nl")
    text = models.CharField(max_length=300)

    personal = dict.fromkeys(["centre", "name", "language", "text"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "language", "name"], name="guidance_beginning_once")]
        ordering = ["language", "name"]
