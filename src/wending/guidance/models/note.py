"""What is written down around a conversation: notes for the client too, work notes, and a professional's to-dos."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.guidance.models.case import Case
from wending.guidance.rules.case import Audience


class Note(models.Model):
    """A note of a conversation that the client reads and may change as well. `version` counts its edits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    audience = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Audience])
    held_on = models.DateField()
    text = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    personal_owner = "case__client"
    personal = dict.fromkeys(
        ["id", "case", "audience", "held_on", "text", "version", "made", "changed"],
        "exported; erased with the row; not in research extracts",
    ) | dict.fromkeys(
        ["author", "changed_by"], "exported as a name; unlinked when they are erased; not in research extracts"
    )


class WorkNote(models.Model):
    """A professional's own note, to remember by. Only its author opens it; the README says what law holds for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="work_notes")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField()
    text = EncryptedTextField()
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "case__client"
    personal = dict.fromkeys(
        ["id", "case", "author", "held_on", "text", "made"],
        "not exported at a click: the centre weighs it when the client asks to inspect; erased with the row and with "
        "the case; not in research extracts",
    )


class Todo(models.Model):
    """A professional's own to-do, with or without a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()
    due = models.DateField(null=True, blank=True)
    done = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "owner"
    personal = dict.fromkeys(
        ["id", "owner", "organisation", "case", "text", "due", "done", "made"],
        "exported; erased with the row and with the case; not in research extracts",
    )
