"""The preparation sheet of a conversation, kept as it was made so that client and professional read the same."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person
from wending.guidance.models.case import Case


class Sheet(models.Model):
    """`parts` holds, by part of the record, the lines that stood in it; a part whose consent ended is not shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sheets")
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    question = EncryptedTextField(blank=True)
    parts = EncryptedJSONField()

    personal_owner = "case__client"
    personal = dict.fromkeys(
        ["id", "case", "made", "question", "parts"], "exported; erased with the row; not in research extracts"
    ) | {"made_by": "exported as a name; unlinked when they are erased; not in research extracts"}
