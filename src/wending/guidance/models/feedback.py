"""What clients say back about a conversation, so kept that nobody can tell who said it.

A link knows its professional and centre, never the appointment or the client, and is removed when it is used. An answer
knows the month, never the day; its number is random, so that it holds no order. No act around it goes into the ledger.
"""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person

ANONYMOUS = "not exported: nobody knows of whom it is; erased with the professional"


class FeedbackLink(models.Model):
    """A link that can be used once. `until` is the end of a month, so that it does not tell a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    professional = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    until = models.DateField(db_index=True)

    personal = dict.fromkeys(["id", "token_hash", "professional", "organisation", "until"], ANONYMOUS)


class FeedbackBatch(models.Model):
    """Answers that became visible together. `in_centre` tells that the centre's figures hold them too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    professional = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    in_centre = models.BooleanField(default=False)

    personal = dict.fromkeys(["id", "professional", "organisation", "in_centre"], ANONYMOUS)


class FeedbackAnswer(models.Model):
    """The answers of one client; `batch` is empty as long as too few wait with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    professional = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    # The first day of the month; no day, no hour.
    month = models.DateField()
    scores = models.JSONField(default=dict)
    better = EncryptedTextField(blank=True)
    batch = models.ForeignKey(FeedbackBatch, null=True, on_delete=models.CASCADE, related_name="answers")

    personal = dict.fromkeys(["id", "professional", "organisation", "month", "scores", "better", "batch"], ANONYMOUS)

    class Meta:
        indexes = [models.Index(fields=["professional", "organisation", "batch"])]
        # By the random number: never in the order in which they came.
        ordering = ["id"]
