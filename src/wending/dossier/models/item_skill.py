"""What somebody showed they can do, tied to the item in which they did."""

from django.db import models

from wending.accounts.models import EncryptedTextField
from wending.dossier.models.item import Item
from wending.dossier.rules.record import SKILL_LEVELS


class ItemSkill(models.Model):
    """A skill of an item. `uri` names one of the reference data or one of our own behaviours, `name` one in own words.

    Who says so is not a field: it follows from endorsements and from `credential`, so that it cannot be claimed.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="skills")
    uri = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    behaviour = EncryptedTextField(blank=True)
    # Number of the verified credential that says so; set only by the action that verified it.
    credential = models.CharField(max_length=64, blank=True, db_index=True)
    added = models.DateTimeField(auto_now_add=True)

    personal_owner = "item__person"
    personal = {
        "item": "exported; erased with the row; not in research extracts",
        "uri": "exported; erased with the row; in research extracts",
        "name": "exported; erased with the row; not in research extracts",
        "level": "exported; erased with the row; in research extracts",
        "behaviour": "exported; erased with the row; not in research extracts",
        "credential": "exported; erased with the row; not in research extracts",
        "added": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "uri", "name"], name="dossier_skill_once_per_item"),
            models.CheckConstraint(
                condition=~(models.Q(uri="") & models.Q(name="")), name="dossier_skill_is_called_something"
            ),
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__in=SKILL_LEVELS), name="dossier_skill_level_known"
            ),
        ]
