"""Groups of professionals who learn from each other: peer review (intervisie) and supervision (supervisie).

Terms: *point* = what a group agreed to have learned, for all of its members; *note* = one member's own. Of clients
nothing belongs here: each meeting says that its question was made anonymous.
"""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.guidance.rules.peers import GroupKind

MINE = "exported; erased with the row; not in research extracts"
SHARED = "not exported: of the whole group; stays with the group"


class PeerGroup(models.Model):
    """A group with its way of talking. Members may come from any centre."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in GroupKind])
    name = models.CharField(max_length=100)
    method = models.CharField(max_length=20)
    facilitator = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "facilitator"
    personal = {
        **dict.fromkeys(["id", "kind", "name", "method", "made"], SHARED),
        "facilitator": "exported; unlinked when they are erased; not in research extracts",
    }


class PeerMember(models.Model):
    """Somebody invited to a group, and once `joined` a member of it."""

    group = models.ForeignKey(PeerGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="peer_groups")
    invited = models.DateTimeField(auto_now_add=True)
    joined = models.DateTimeField(null=True, blank=True)

    personal_owner = "person"
    personal = dict.fromkeys(["group", "person", "invited", "joined"], MINE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="guidance_peer_once")]


class PeerMeeting(models.Model):
    """One meeting, and the question it was about, without anything of a client in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(PeerGroup, on_delete=models.CASCADE, related_name="meetings")
    day = models.DateField()
    question = EncryptedTextField(blank=True)
    is_anonymous = models.BooleanField(default=False)

    personal = dict.fromkeys(["id", "group", "day", "question", "is_anonymous"], SHARED)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(is_anonymous=True), name="guidance_peer_anonymous")]
        ordering = ["-day"]


class PeerNote(models.Model):
    """What one member wrote down for themselves."""

    meeting = models.ForeignKey(PeerMeeting, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()

    personal_owner = "person"
    personal = dict.fromkeys(["meeting", "person", "text"], MINE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="guidance_peer_note_once")]


class PeerPoint(models.Model):
    """What the group agreed to have learned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(PeerMeeting, on_delete=models.CASCADE, related_name="points")
    text = EncryptedTextField()
    writer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    personal_owner = "writer"
    personal = {
        **dict.fromkeys(["id", "meeting", "text", "at"], "exported; stays with the group, without a name"),
        "writer": "exported; unlinked when they are erased; not in research extracts",
    }

    class Meta:
        ordering = ["at"]
