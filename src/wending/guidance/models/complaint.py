"""Complaints for the independent council. Centre and professional do not see them; only what the council shares."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.guidance.rules.complaints import Outcome, Stage

THEIRS = "exported; erased with the row; not in research extracts"


class Complaint(models.Model):
    """One complaint. With account it has a person, without none; who holds the private link can read and write on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="complaints")
    email = EncryptedTextField(blank=True)
    centre = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    about_whom = EncryptedTextField(blank=True)
    text = EncryptedTextField()
    wish = EncryptedTextField(blank=True)
    received = models.DateField()
    stage = models.CharField(
        max_length=12, choices=[(stage.value, stage.value) for stage in Stage], default=Stage.RECEIVED
    )
    outcome = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Outcome])
    decision = EncryptedTextField(blank=True)
    closed = models.DateField(null=True, blank=True)
    # Two members of the council may have it open at once: a stale form saves nothing.
    version = models.PositiveIntegerField(default=0)

    personal_owner = "person"
    personal = {
        **dict.fromkeys(
            [
                *["id", "person", "email", "centre", "about_whom", "text", "wish", "received", "stage", "outcome"],
                *["decision", "closed"],
            ],
            THEIRS,
        ),
        "token_hash": "not exported: opens a private page; erased with the row",
        "version": "not exported: a count of changes; erased with the row",
    }

    class Meta:
        ordering = ["received"]


class ComplaintMessage(models.Model):
    """A message between who complains and the council."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="messages")
    from_council = models.BooleanField()
    writer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = EncryptedTextField()
    at = models.DateTimeField(auto_now_add=True)

    personal_owner = "complaint__person"
    personal = {
        **dict.fromkeys(["complaint", "from_council", "text", "at"], THEIRS),
        "writer": "not exported: the council speaks as one; unlinked when they are erased",
    }

    class Meta:
        ordering = ["at", "pk"]


class ComplaintShare(models.Model):
    """What the council chose to tell a centre, in words of its own."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()
    day = models.DateField()

    personal_owner = "complaint__person"
    personal = dict.fromkeys(["complaint", "organisation", "text", "day"], THEIRS)

    class Meta:
        ordering = ["-day", "-pk"]
