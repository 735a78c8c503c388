"""The role a person has in an organisation."""

from django.db import models

from wending.accounts.models.organisation import Organisation
from wending.accounts.models.person import Person
from wending.accounts.rules.roles import Role


class Membership(models.Model):
    """A role, from a moment until it ended. A person may have several."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "person": "exported; erased with the row; not in research extracts",
        "organisation": "exported; erased with the row; not in research extracts",
        "role": "exported; erased with the row; in research extracts",
        "since": "exported; erased with the row; not in research extracts",
        "ended": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=models.Q(ended=None), name="accounts_role_once"
            )
        ]
