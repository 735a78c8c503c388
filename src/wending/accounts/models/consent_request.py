"""A question for consent: somebody asks a person to show parts of their record; the person answers per part."""

import uuid

from django.db import models

from wending.accounts.models.encrypted import EncryptedTextField
from wending.accounts.models.organisation import Organisation
from wending.accounts.models.person import Person
from wending.accounts.rules.consent import Purpose


class ConsentRequest(models.Model):
    """What somebody would like to see, why, and until when. It gives nothing by itself: only the answer does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consent_requests")
    by_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by_organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    # Whether every colleague with a role may see it, or only who asks.
    is_for_colleagues = models.BooleanField(default=False)
    purpose = models.CharField(max_length=20, choices=[(purpose.value, purpose.value) for purpose in Purpose])
    parts = models.JSONField()
    reason = EncryptedTextField()
    until = models.DateField()
    asked = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True, blank=True)
    was_given = models.BooleanField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "by_person": "exported as a name; erased with the row; not in research extracts",
        "by_organisation": "exported; erased with the row; not in research extracts",
        "is_for_colleagues": "exported; erased with the row; not in research extracts",
        "purpose": "exported; erased with the row; not in research extracts",
        "parts": "exported; erased with the row; not in research extracts",
        "reason": "exported; erased with the row; not in research extracts",
        "until": "exported; erased with the row; not in research extracts",
        "asked": "exported; erased with the row; not in research extracts",
        "answered": "exported; erased with the row; not in research extracts",
        "was_given": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        indexes = [models.Index(fields=["person", "answered"])]
