"""An agreement on guidance: goal, method, reporting, duration and cost, with client and commissioner apart."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.guidance.models.case import Case
from wending.guidance.rules.case import AgreementState


class Agreement(models.Model):
    """One numbered agreement of a case. `version` counts its edits; only the client's yes puts it in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(
        max_length=10, default=AgreementState.DRAFT.value, choices=[(one.value, one.value) for one in AgreementState]
    )
    goal = EncryptedTextField(blank=True)
    method = EncryptedTextField(blank=True)
    commissioner = EncryptedTextField(blank=True)
    told = EncryptedTextField(blank=True)
    not_told = EncryptedTextField(blank=True)
    duration = EncryptedTextField(blank=True)
    cost = EncryptedTextField(blank=True)
    interests = EncryptedTextField(blank=True)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    offered = models.DateTimeField(null=True, blank=True)
    agreed = models.DateTimeField(null=True, blank=True)
    is_spoken = models.BooleanField(default=False)

    personal_owner = "case__client"
    personal = dict.fromkeys(
        [
            "id", "case", "number", "version", "state", "goal", "method", "commissioner", "told", "not_told",
            "duration", "cost", "interests", "offered", "agreed", "is_spoken",
        ],
        "exported; erased with the row; not in research extracts",
    ) | {"written_by": "exported as a name; unlinked when they are erased; not in research extracts"}  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="guidance_agreement_once")]
