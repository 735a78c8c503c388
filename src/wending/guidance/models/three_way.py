"""A talk of three: whose it is, the three voices, and the agreements they make together."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person
from wending.guidance.models.case import Case
from wending.guidance.rules.three_way import TalkKind, Voice


class ThreeWayTalk(models.Model):
    """A talk of a learner or employee with two others. `released` is when its owner let all three read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="talks_of_three")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in TalkKind])
    topic = EncryptedTextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    released = models.DateTimeField(null=True, blank=True)
    result = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    finished = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "case", "kind", "topic", "planned_on", "released", "result", "version", "finished", "made"],
        "exported; erased with the row; not in research extracts",
    )


class TalkVoice(models.Model):
    """One of the three, with what they wrote beforehand. Others than the owner come by a link with an end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    talk = models.ForeignKey(ThreeWayTalk, on_delete=models.CASCADE, related_name="voices")
    voice = models.CharField(max_length=20, choices=[(voice.value, voice.value) for voice in Voice])
    name = models.CharField(max_length=100)
    email = EncryptedTextField(blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    until = models.DateTimeField(null=True, blank=True)
    answers = EncryptedJSONField(null=True)
    wrote = models.DateTimeField(null=True, blank=True)

    personal_owner = "talk__person"
    personal = (
        dict.fromkeys(["id", "talk", "voice", "wrote"], "exported; erased with the row; not in research extracts")
        | dict.fromkeys(["name", "email"], "exported; erased with the row; not in research extracts")
        | dict.fromkeys(["token_hash", "until"], "not exported; erased with the row")
        | {
            "answers": "not exported: others wrote it too, and before release nobody else reads it; the page shows it; "
            "erased with the row; not in research extracts"
        }
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "voice"], name="guidance_voice_once")]
