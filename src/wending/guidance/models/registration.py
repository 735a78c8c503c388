"""A professional's place in a register, or certificate, with its end."""

import uuid

from django.db import models

from wending.accounts.models import Person

MINE = "exported; erased with the row; not in research extracts"


class Registration(models.Model):
    """One registration. `register` is a key of the data file; `name` names one that is not in it.

    Of its proof only the name is kept, never the document. `is_public` shows it on the page of the centre.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="registrations")
    register = models.CharField(max_length=20)
    name = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=120, blank=True)
    is_public = models.BooleanField(default=False)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "register", "name", "number", "since", "until", "proof", "is_public"], MINE
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="guidance_registration_in_order",
            )
        ]
        ordering = ["register", "since"]
