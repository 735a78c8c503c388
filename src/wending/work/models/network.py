"""Networks of firms: which firms are in one, and its figures as they were frozen."""

import uuid

from django.db import models

from wending.accounts.models import Organisation

_FIRM = "not about a person"


class NetworkPlace(models.Model):
    """A firm's place in a network: a link that its manager can accept, then a place, until it leaves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="network_places")
    firm = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="places_in_networks"
    )
    label = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(["id", "network", "firm", "label", "token_hash", "expires", "accepted", "ended"], _FIRM)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "firm"],
                condition=models.Q(ended=None, firm__isnull=False),
                name="work_network_place_once",
            )
        ]


class NetworkFigures(models.Model):
    """What a network sees of a quarter. `people` by firm is kept to compare with, and never shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    quarter = models.CharField(max_length=8)
    figures = models.JSONField(default=dict)
    culture = models.JSONField(default=dict)
    people = models.JSONField(default=dict)
    made = models.DateField(auto_now_add=True)

    personal = dict.fromkeys(["id", "network", "quarter", "figures", "culture", "people", "made"], _FIRM)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "quarter"], name="work_network_quarter_once")]
        ordering = ["-quarter"]
