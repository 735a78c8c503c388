"""A case that goes to another professional of the same centre."""

import uuid

from django.db import models

from wending.accounts.models import Person
from wending.guidance.models.case import Case
from wending.guidance.rules.handover import HandoverState


class Handover(models.Model):
    """One handover of a case. `token_hash` is of the link by which a client without account answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handovers")
    from_person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    to_person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in HandoverState])
    due = models.DateField()
    asked = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)

    personal_owner = "case__client"
    personal = (
        dict.fromkeys(
            ["id", "case", "state", "due", "asked", "answered"],
            "exported; erased with the row; not in research extracts",
        )
        | dict.fromkeys(
            ["from_person", "to_person", "asked_by"],
            "exported as a name; unlinked when they are erased; not in research extracts",
        )
        | {"token_hash": "not exported; erased with the row and when the link was used"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state=HandoverState.TOLD), name="guidance_handover_one"
            )
        ]
