"""Assignments of a group, what a learner hands in, and the words that others give back. No marks: no field for one."""

import uuid
from typing import Any

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person
from wending.school.models.group import SchoolGroup
from wending.school.models.person import SchoolPerson

_OWN = "exported; erased with the row; not in research extracts"


class Assignment(models.Model):
    """Work for a group: from the bank of activities (`activity` is its key) or in a teacher's own words.

    `goals` holds per career competence what it is for, in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(SchoolGroup, on_delete=models.CASCADE, related_name="assignments")
    made_by = models.ForeignKey(SchoolPerson, null=True, on_delete=models.SET_NULL, related_name="+")
    activity = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    goals: "models.Field[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    hand_in = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    given = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(
        ["id", "group", "activity", "title", "text", "goals", "hand_in", "due", "given", "ended"],
        "not about a person",
    ) | {"made_by": "not exported: work of the school; unlinked when they leave its roster"}

    class Meta:
        indexes = [models.Index(fields=["group", "due"], name="school_assignment_due")]


class HandIn(models.Model):
    """What a learner wrote and chose for an assignment: the loopbaandossier of one activity.

    The four texts and `picks` are a draft that nobody else sees. Handing in freezes them into `content`, which is what
    others read; withdrawing empties it. It is the learner's own: it stays when the assignment or the school goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hand_ins")
    learner = models.ForeignKey(SchoolPerson, null=True, on_delete=models.SET_NULL, related_name="hand_ins")
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.SET_NULL, related_name="hand_ins")
    title = models.CharField(max_length=200)
    aim = EncryptedTextField(blank=True)
    result = EncryptedTextField(blank=True)
    review = EncryptedTextField(blank=True)
    follow_up = EncryptedTextField(blank=True)
    picks: "models.Field[list[str], list[str]]" = EncryptedJSONField(default=list)
    content: "models.Field[Any, Any]" = EncryptedJSONField(null=True, blank=True)
    handed_in = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    begun = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        [
            *["id", "person", "learner", "assignment", "title", "aim", "result", "review", "follow_up", "picks"],
            *["content", "handed_in", "version", "begun"],
        ],
        _OWN,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "assignment"], name="school_hand_in_once")]


class FeedbackAsk(models.Model):
    """One whom the learner asks for words: a classmate with an account, or a parent or workplace by a link.

    `with_picks`: they also see what was chosen from the record, not only what was written for the assignment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="asks")
    voice = models.CharField(max_length=20)
    peer = models.ForeignKey(SchoolPerson, null=True, blank=True, on_delete=models.CASCADE, related_name="asked_of")
    name = EncryptedTextField(blank=True)
    with_picks = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    until = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "hand_in__person"
    personal = dict.fromkeys(
        ["id", "hand_in", "voice", "peer", "name", "with_picks", "until", "withdrawn", "made"], _OWN
    ) | {"token_hash": "not exported: opens a private page; erased with the row"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hand_in", "peer"],
                condition=models.Q(peer__isnull=False, withdrawn=None),
                name="school_peer_asked_once",
            )
        ]


class HandInWords(models.Model):
    """What somebody gives back: what they saw, and a question or tip. For the learner; who wrote it reads it too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="words")
    ask = models.ForeignKey(FeedbackAsk, null=True, on_delete=models.SET_NULL, related_name="words")
    voice = models.CharField(max_length=20)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField(blank=True)
    saw = EncryptedTextField(blank=True)
    question = EncryptedTextField(blank=True)
    given = models.DateTimeField(auto_now_add=True)

    personal_owner = "hand_in__person"
    personal = dict.fromkeys(["id", "hand_in", "ask", "voice", "name", "saw", "question", "given"], _OWN) | {
        "by": "exported as a name; unlinked when they are erased; not in research extracts"
    }
