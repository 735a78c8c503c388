"""The team around a client: others who help, also of other organisations, each with a role in the client's words."""

import uuid

from django.db import models

from wending.accounts.models import Organisation, Person
from wending.guidance.models.case import Case


class TeamMember(models.Model):
    """Somebody who helps beside the responsible professional: from the client's yes until the client ends it.

    Somebody without account stands on the list by name, and opens nothing. Until the client's yes the name of somebody
    asked by address is that address, known here or not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=254)
    own_role = models.CharField(max_length=100)
    asked = models.DateTimeField(auto_now_add=True)
    agreed = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    personal_owner = "case__client"
    personal = dict.fromkeys(
        ["id", "case", "organisation", "own_role", "asked", "agreed", "ended"],
        "exported; erased with the row; not in research extracts",
    ) | dict.fromkeys(["person", "name"], "exported as a name; erased with the row; not in research extracts")

    class Meta:
        indexes = [models.Index(fields=["person", "organisation"], name="guidance_team_of")]
