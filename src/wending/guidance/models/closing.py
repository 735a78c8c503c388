"""The end of a case, and what is asked of the client later."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.guidance.models.case import Case
from wending.guidance.rules.follow_up import Doing, Satisfied, Step


class Closing(models.Model):
    """What came of a case, in the client's words, and after which months they agreed to be asked again."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE, related_name="closing")
    outcome = EncryptedTextField(blank=True)
    months = models.JSONField(default=list)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "case__client"
    personal = dict.fromkeys(
        ["case", "outcome", "months", "made"], "exported; erased with the row; not in research extracts"
    ) | {"closed_by": "exported as a name; unlinked when they are erased; not in research extracts"}


class FollowUp(models.Model):
    """One question round after closing. An empty answer is unknown, and stays so; the link works once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due = models.DateField()
    sent = models.DateTimeField(null=True, blank=True)
    reminded = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    until = models.DateField(null=True, blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    doing = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Doing])
    satisfied = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Satisfied])
    step = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Step])
    words = EncryptedTextField(blank=True)
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    personal_owner = "case__client"
    personal = (
        dict.fromkeys(["id", "case", "words"], "exported; erased with the row; not in research extracts")
        | dict.fromkeys(
            ["months", "due", "sent", "answered", "doing", "satisfied", "step"],
            "exported; erased with the row; in research extracts",
        )
        | dict.fromkeys(
            ["token_hash", "until", "reminded"], "not exported; erased with the row and when the link was used"
        )
        | {"recorded_by": "exported as a name; unlinked when they are erased; not in research extracts"}
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "months"], name="guidance_follow_up_once")]
        indexes = [models.Index(fields=["due", "sent"], name="guidance_follow_up_due")]
