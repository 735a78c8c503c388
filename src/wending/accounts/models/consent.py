"""A consent: one part of a record, one purpose, one recipient, until a day."""

import uuid

from django.db import models

from wending.accounts.models.organisation import Organisation
from wending.accounts.models.parent_link import ParentLink
from wending.accounts.models.person import Person
from wending.accounts.rules.consent import Part, Purpose


class Consent(models.Model):
    """What a person lets a recipient see. The recipient is a person, an organisation, or a person within one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=[(purpose.value, purpose.value) for purpose in Purpose])
    part = models.CharField(max_length=20, choices=[(part.value, part.value) for part in Part])
    to_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    to_organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    given = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    withdrawn = models.DateTimeField(null=True, blank=True)
    waits_for_parent = models.BooleanField(default=False)
    parent_confirmed = models.DateTimeField(null=True, blank=True)
    parent_link = models.ForeignKey(
        ParentLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="consents"
    )

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "purpose": "exported; erased with the row; not in research extracts",
        "part": "exported; erased with the row; not in research extracts",
        "to_person": "exported as a name; erased with the row; not in research extracts",
        "to_organisation": "exported; erased with the row; not in research extracts",
        "given": "exported; erased with the row; not in research extracts",
        "until": "exported; erased with the row; not in research extracts",
        "withdrawn": "exported; erased with the row; not in research extracts",
        "waits_for_parent": "exported; erased with the row; not in research extracts",
        "parent_confirmed": "exported; erased with the row; not in research extracts",
        "parent_link": "not exported; erased with the row",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_person__isnull=False) | models.Q(to_organisation__isnull=False),
                name="accounts_consent_has_recipient",
            )
        ]
        indexes = [models.Index(fields=["person", "part"])]
