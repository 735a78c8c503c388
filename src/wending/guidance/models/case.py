"""A case: a client's question, with the professional who is responsible for it."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.guidance.models.appointment import Appointment
from wending.guidance.rules.case import CaseState, Line


class Case(models.Model):
    """A question of a client of a centre. A client without account has a name and an address here instead.

    `invite_hash` is of the link by which a client ties the case to an account later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    client = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="cases")
    client_name = EncryptedTextField(blank=True)
    client_email = EncryptedTextField(blank=True)
    client_phone = EncryptedTextField(blank=True)
    appointment = models.ForeignKey(Appointment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    question = EncryptedTextField()
    line = models.CharField(max_length=10, choices=[(line.value, line.value) for line in Line])
    state = models.CharField(
        max_length=10, default=CaseState.OPEN.value, choices=[(one.value, one.value) for one in CaseState]
    )
    opened = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, blank=True)
    invite_hash = models.CharField(max_length=64, blank=True)
    invite_until = models.DateTimeField(null=True, blank=True)

    personal_owner = "client"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "organisation": "exported; erased with the row; in research extracts",
        "responsible": "exported as a name; unlinked when they are erased; not in research extracts",
        "client": "exported; erased with the row; not in research extracts",
        "client_name": "exported; erased with the row; not in research extracts",
        "client_email": "exported; erased with the row; not in research extracts",
        "client_phone": "exported; erased with the row; not in research extracts",
        "appointment": "exported; erased with the row; not in research extracts",
        "question": "exported; erased with the row; not in research extracts",
        "line": "exported; erased with the row; in research extracts",
        "state": "exported; erased with the row; in research extracts",
        "opened": "exported; erased with the row; in research extracts as a quarter of a year",
        "closed": "exported; erased with the row; in research extracts as a quarter of a year",
        "invite_hash": "not exported; erased with the row and when the link was used",
        "invite_until": "not exported; erased with the row",
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "responsible", "state"], name="guidance_case_load")]

    def __str__(self) -> str:
        return str(self.client) if self.client else self.client_name
