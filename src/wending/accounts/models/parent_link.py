"""A link by which a parent answers for somebody below sixteen. The link holds the token; the table only its hash."""

import uuid

from django.db import models

from wending.accounts.models.person import Person


class ParentLink(models.Model):
    """One question to a parent about the consents that wait for it; answered once. The address goes with the answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="parent_links")
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    answered = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "email": "exported; wiped when the parent answered or the link is over; not in research extracts",
        "token_hash": "not exported; erased with the row",
        "made": "exported; erased with the row; not in research extracts",
        "expires": "exported; erased with the row; not in research extracts",
        "answered": "exported; erased with the row; not in research extracts",
        "agreed": "exported; erased with the row; not in research extracts",
    }
