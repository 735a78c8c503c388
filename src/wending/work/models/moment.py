"""Moments in which somebody learned something at work, counted by themselves."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person


class LearningMoment(models.Model):
    """What somebody learned, from whom or what, and how long it took. Nobody else ever sees it.

    `item` is the number of the item of their record that they made of it, if they did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="learning_moments")
    day = models.DateField()
    way = models.CharField(max_length=20)
    minutes = models.PositiveSmallIntegerField()
    text = EncryptedTextField(blank=True)
    item = models.UUIDField(null=True, blank=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "day", "way", "minutes", "text", "item"],
        "exported; erased with the row; not in research extracts",
    )

    class Meta:
        ordering = ["-day", "id"]
        indexes = [models.Index(fields=["person", "day"])]
