"""Appointments: somebody comes to talk, alone or in a group. Nobody is asked why."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.guidance.models.centre import Centre, Room
from wending.guidance.models.talk import TalkKind
from wending.guidance.rules.words import State, Waits

CLIENT = "exported; erased with the row; not in research extracts"
COUNTED = "exported; erased with the row; in research extracts"
OTHER = "not exported: about another person; unlinked when they are erased"


class Session(models.Model):
    """A moment at which a group meets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(TalkKind, on_delete=models.CASCADE, related_name="sessions")
    professional = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL)
    begins = models.DateTimeField(db_index=True)
    ends = models.DateTimeField()
    video_room = models.CharField(max_length=64, blank=True)

    personal_owner = "professional"
    personal = {
        **dict.fromkeys(["id", "kind", "room", "begins", "ends"], "exported; kept without a name when they are erased"),
        "professional": "exported; unlinked when they are erased; not in research extracts",
        "video_room": "not exported: opens a room in which others talk",
    }


class Appointment(models.Model):
    """One person (or who comes along) with one professional, or one seat at a session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="appointments")
    kind = models.ForeignKey(TalkKind, on_delete=models.RESTRICT, related_name="+")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments")
    professional = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL)
    begins = models.DateTimeField(db_index=True)
    ends = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments")
    name = EncryptedTextField()
    email = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    language = models.CharField(max_length=8, default="nl")
    remark = EncryptedTextField(blank=True)
    video_room = models.CharField(max_length=64, blank=True)
    # Counts the changes: calendars take the newest, and a stale form saves nothing.
    version = models.PositiveIntegerField(default=0)
    reminded = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = {
        **dict.fromkeys(["id", "session", "room", "person", "name", "email", "phone", "remark", "made"], CLIENT),
        **dict.fromkeys(["centre", "kind", "begins", "ends", "state", "language"], COUNTED),
        "professional": OTHER,
        "video_room": "not exported: opens the room of a conversation; erased with the row",
        "version": "not exported: a count of changes; erased with the row",
        "reminded": "not exported: against reminding twice; erased with the row",
    }

    class Meta:
        indexes = [
            models.Index(fields=["professional", "begins"]),
            models.Index(fields=["centre", "begins"]),
            models.Index(fields=["state", "begins"]),
        ]


class Waiting(models.Model):
    """Somebody who waits until a kind of conversation is free. A free moment is held for the first for some hours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(TalkKind, on_delete=models.CASCADE, related_name="waiting")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = EncryptedTextField()
    email = EncryptedTextField()
    language = models.CharField(max_length=8, default="nl")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in Waits])
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    professional = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL)
    begins = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = {
        **dict.fromkeys(
            ["id", "kind", "person", "name", "email", "language", "state", "session", "room", "begins"], CLIENT
        ),
        **dict.fromkeys(["held_until", "made"], CLIENT),
        "professional": OTHER,
    }

    class Meta:
        indexes = [models.Index(fields=["kind", "state", "made"])]


class Ticket(models.Model):
    """A number for who walks in, from one each day. It holds no name."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="tickets")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    made = models.DateTimeField(auto_now_add=True)
    called = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(["centre", "day", "number", "made", "called"], "not about a person: a number without name")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "day", "number"], name="guidance_number_once")]
