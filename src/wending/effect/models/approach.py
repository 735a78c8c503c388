"""Approaches: what is done, for whom, how much of it and why it should work, in versions that are never changed."""

import uuid

from django.db import models

from wending.accounts.models import Organisation, Person


class Approach(models.Model):
    """A way of guiding, as one organisation does or studies it. `key` is what plans and tables call it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="approaches")
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    is_example = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        ["id", "key", "organisation", "name_nl", "name_en", "is_example", "made"], "not about a person"
    )

    def __str__(self) -> str:
        return self.name_nl


class ApproachVersion(models.Model):
    """One version. Costs are euros per participant in prices of `cost_year`; empty is unknown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    for_whom = models.TextField()
    by_whom = models.TextField()
    dose = models.CharField(max_length=200)
    theory = models.TextField()
    cost_low = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    cost_central = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    cost_high = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    cost_year = models.PositiveSmallIntegerField(null=True, blank=True)
    cost_source = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        [
            *("id", "approach", "number", "what", "for_whom", "by_whom", "dose", "theory", "made"),
            *("cost_low", "cost_central", "cost_high", "cost_year", "cost_source"),
        ],
        "not about a person",
    ) | {"made_by": "not exported: who wrote it for the organisation; unlinked when they are erased"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approach", "number"], name="effect_approach_version_once")]
        ordering = ["number"]
