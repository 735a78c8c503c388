"""What a learner lets travel to a next school, thing by thing."""

import uuid
from typing import Any

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Organisation, Person
from wending.school.models.person import SchoolPerson
from wending.school.rules.handover import Thing, ThingState

_OWN = "exported; erased with the row; not in research extracts"


class Handover(models.Model):
    """To which school things travel; none is a file that the learner takes along. Below sixteen a parent confirms.

    With a `file_digest` it was read from such a file: `file_*` is what that file says of itself, which nobody checked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="handovers")
    leaves = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    to = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="handovers")
    needs_parent = models.BooleanField(default=False)
    parent_hash = models.CharField(max_length=64, blank=True, db_index=True)
    parent_until = models.DateTimeField(null=True, blank=True)
    parent_agreed = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    file_digest = models.CharField(max_length=64, blank=True, editable=False)
    file_of = models.UUIDField(null=True, blank=True)
    file_school = EncryptedTextField(blank=True)
    file_made = models.DateField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        [
            *("id", "person", "leaves", "to", "needs_parent", "parent_until", "parent_agreed", "withdrawn", "made"),
            *("file_of", "file_school", "file_made"),
        ],
        _OWN,
    ) | {
        "parent_hash": "not exported: opens a private page; erased with the row",
        "file_digest": "not exported: only tells whether a file came before; erased with the row",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "to", "file_digest"],
                condition=~models.Q(file_digest=""),
                name="school_handover_file_once",
            )
        ]


class HandoverThing(models.Model):
    """One thing that travels, frozen as it was when the learner chose it. Refused or withdrawn: the content goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="things")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Thing])
    content: "models.Field[Any, Any]" = EncryptedJSONField(null=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ThingState], default="offered")
    answered = models.DateTimeField(null=True, blank=True)

    personal_owner = "handover__person"
    personal = dict.fromkeys(["id", "handover", "kind", "content", "state", "answered"], _OWN)


class WarmNote(models.Model):
    """A few words along that a mentor writes for a learner; they travel only once the learner approves them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="warm_notes")
    learner = models.ForeignKey(SchoolPerson, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(SchoolPerson, null=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField(blank=True)
    text = EncryptedTextField()
    approved = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = dict.fromkeys(["id", "person", "learner", "name", "text", "approved", "made"], _OWN) | {
        "by": "exported as a name; unlinked when they leave the roster; not in research extracts"
    }
