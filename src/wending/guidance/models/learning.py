"""What a professional learned: lines of a log with hours and awarded points, and modules of our own offer."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.guidance.rules.profession import KnowledgeField, NiceRole

MINE = "exported; erased with the row; not in research extracts"


class LearningEntry(models.Model):
    """One line of the log. Points are what somebody else awarded, and stay empty where nobody did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="learning_entries")
    day = models.DateField()
    what = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    points = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    awarded_by = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=20, blank=True, choices=[(role.value, role.value) for role in NiceRole])
    field = models.CharField(
        max_length=20, blank=True, choices=[(field.value, field.value) for field in KnowledgeField]
    )
    reflection = EncryptedTextField(blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    # The module of our own offer it came from, if any; such a line carries no points.
    module = models.CharField(max_length=40, blank=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        [
            *["id", "person", "day", "what", "hours", "points", "awarded_by", "role", "field", "reflection"],
            *["evidence", "module"],
        ],
        MINE,
    )

    class Meta:
        ordering = ["-day", "what"]


class ModuleDone(models.Model):
    """A module of our own offer that somebody finished."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="modules_done")
    module = models.CharField(max_length=40)
    day = models.DateField()

    personal_owner = "person"
    personal = dict.fromkeys(["person", "module", "day"], MINE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "module"], name="guidance_module_once")]
