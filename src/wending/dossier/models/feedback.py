"""Feedback: a link by which somebody without account answers plain questions about a person, and the answers."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person
from wending.dossier.rules.people import Giver


class FeedbackRequest(models.Model):
    """A link to one page of questions. The table holds only its hash; it ends by itself, or when it is withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feedback_requests")
    token_hash = models.CharField(max_length=64, unique=True)
    # What the giver reads: how the person wants to be called.
    shown_name = EncryptedTextField()
    giver = models.CharField(max_length=20, choices=[(giver.value, giver.value) for giver in Giver])
    # Keys of the questions that were chosen.
    questions = models.JSONField(default=list)
    # The skill that is asked about besides, or empty.
    skill_uri = models.CharField(max_length=300, blank=True)
    skill_name = models.CharField(max_length=200, blank=True)
    most_answers = models.PositiveSmallIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "token_hash": "not exported: leads to the page of the giver; erased with the row",
        "shown_name": "exported; erased with the row; not in research extracts",
        "giver": "exported; erased with the row; not in research extracts",
        "questions": "exported; erased with the row; not in research extracts",
        "skill_uri": "exported; erased with the row; not in research extracts",
        "skill_name": "exported; erased with the row; not in research extracts",
        "most_answers": "exported; erased with the row; not in research extracts",
        "made": "exported; erased with the row; not in research extracts",
        "expires": "exported; erased with the row; not in research extracts",
        "revoked": "exported; erased with the row; not in research extracts",
    }


class FeedbackAnswer(models.Model):
    """What one giver wrote. `kept` tells that the person wants to keep it; thrown away means that the row goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FeedbackRequest, on_delete=models.CASCADE, related_name="answers")
    giver_name = EncryptedTextField(blank=True)
    # Key of the question -> what was written.
    words: "models.Field[dict[str, str], dict[str, str]]" = EncryptedJSONField()
    given = models.DateTimeField(auto_now_add=True)
    kept = models.DateTimeField(null=True, blank=True)

    personal_owner = "request__person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "request": "exported; erased with the row; not in research extracts",
        "giver_name": "exported as the giver wrote it; erased with the row; not in research extracts",
        "words": "exported; erased with the row; not in research extracts",
        "given": "exported; erased with the row; not in research extracts",
        "kept": "exported; erased with the row; not in research extracts",
    }
