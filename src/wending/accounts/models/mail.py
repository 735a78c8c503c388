"""The outbox: mail is a row in the transaction of what it tells of, and is sent afterwards by the worker."""

import uuid

from django.db import models

from wending.accounts.models.encrypted import EncryptedTextField
from wending.accounts.models.person import Person


class Mail(models.Model):
    """One mail to one address. The text is encrypted, and wiped once it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()
    content = EncryptedTextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)
    next_try = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    failed = models.CharField(max_length=200, blank=True)
    sent = models.DateTimeField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "key": "not exported: against sending twice; erased with the row",
        "person": "exported; erased with the row; not in research extracts",
        "address": "exported; erased with the row and after the term for mail; not in research extracts",
        "content": "wiped when the mail was sent; erased with the row; not in research extracts",
        "made": "exported; erased with the row; not in research extracts",
        "next_try": "not exported; erased with the row",
        "tries": "not exported; erased with the row",
        "failed": "not exported: the kind of error only; erased with the row",
        "sent": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        indexes = [models.Index(fields=["sent", "next_try"])]
