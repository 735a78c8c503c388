"""A link by which somebody without account sees chosen items of a person's record, frozen when it was made."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person


class Share(models.Model):
    """What a link shows and until when. The table holds only the hash of the link, and of the PIN where there is one.

    `content` is exactly what the page prints; at each view what was deleted since is left out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shares")
    token_hash = models.CharField(max_length=64, unique=True)
    label = EncryptedTextField()
    lang = models.CharField(max_length=8)
    content = EncryptedJSONField()
    made = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    pin = models.CharField(max_length=128, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)
    last_viewed = models.DateTimeField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "token_hash": "not exported: leads to the page; erased with the row",
        "label": "exported; erased with the row; not in research extracts",
        "lang": "exported; erased with the row; not in research extracts",
        "content": "exported; erased with the row; not in research extracts",
        "made": "exported; erased with the row; not in research extracts",
        "until": "exported; erased with the row; not in research extracts",
        "pin": "not exported: only a hash is there; erased with the row",
        "wrong_tries": "exported; erased with the row; not in research extracts",
        "locked": "exported; erased with the row; not in research extracts",
        "revoked": "exported; erased with the row; not in research extracts",
        "views": "exported; erased with the row; not in research extracts",
        "last_viewed": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        indexes = [models.Index(fields=["person", "until"])]
