"""What somebody wrote about themselves, tied to something they really did."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.dossier.models.item import Item
from wending.dossier.rules.reflection import STEPS, Competence


class Reflection(models.Model):
    """A short text on one career competence. `step` is what they say of themselves in words; it is never a grade."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reflections")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reflections")
    competence = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Competence])
    # Key of the question that was answered.
    prompt = models.CharField(max_length=40)
    text = EncryptedTextField()
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    written = models.DateField()
    version = models.PositiveIntegerField(default=1)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "item": "exported; erased with the row; not in research extracts",
        "competence": "exported; erased with the row; in research extracts",
        "prompt": "exported; erased with the row; not in research extracts",
        "text": "exported; erased with the row; not in research extracts",
        "step": "exported; erased with the row; not in research extracts: it is no measurement",
        "written": "exported; erased with the row; not in research extracts",
        "version": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(step=None) | models.Q(step__in=STEPS), name="dossier_reflection_step_known"
            )
        ]
        indexes = [models.Index(fields=["person", "competence", "written"])]
