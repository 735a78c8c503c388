"""What somebody shows to a team of their own accord: a talent, a wish or something they want to learn.

One row per thing chosen, until they take it back or its last day. Nothing else of a dossier is behind it.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wending.accounts.models import EncryptedTextField, Person
from wending.work.models.task import Task
from wending.work.models.team import Team
from wending.work.rules.shown import Kind


class Shown(models.Model):
    """One thing that a team may see of somebody. `task`: the wish is about this task. `uri`: of the reference data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shown_at_work")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="shown")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    text = EncryptedTextField(blank=True)
    uri = models.CharField(max_length=300, blank=True)
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.CASCADE, related_name="shown")
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateField()

    personal_words = {"": _("Wat je aan een team laat zien")}
    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "team", "kind", "text", "uri", "task", "since", "until"],
        "exported; erased with the row, and when it is taken back; not in research extracts",
    )

    class Meta:
        indexes = [models.Index(fields=["team", "until"])]
