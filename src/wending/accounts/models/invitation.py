"""An invitation to take up a role. The link holds the token; the table only its hash."""

from django.db import models

from wending.accounts.models.organisation import Organisation
from wending.accounts.models.person import Person
from wending.accounts.rules.roles import Role


class Invitation(models.Model):
    """Somebody of an organisation asks an address to take up a role; used once, and over after a while."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    accepted = models.DateTimeField(null=True, blank=True)

    personal_owner = "accepted_by"
    personal = {
        "organisation": "exported; erased with the row; not in research extracts",
        "role": "exported; erased with the row; not in research extracts",
        "email": "exported; erased with the row, and when the invitation is over; not in research extracts",
        "token_hash": "not exported; erased with the row",
        "invited_by": "not exported: about another person; unlinked when they are erased",
        "created": "exported; erased with the row; not in research extracts",
        "expires": "exported; erased with the row; not in research extracts",
        "accepted_by": "exported; erased with the row; not in research extracts",
        "accepted": "exported; erased with the row; not in research extracts",
    }
