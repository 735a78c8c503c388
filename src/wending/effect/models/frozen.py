"""Figures of a quarter as they were counted once, and who looked at which."""

import uuid
from typing import Any

from django.db import models

from wending.accounts.models import Organisation, Person
from wending.accounts.rules.roles import Kind

_COUNTS = "not about a person: counts that were frozen; they stay when somebody is erased"


class FrozenTable(models.Model):
    """Counts of a base (`rules.indicators`) in a quarter ("2026-3") or year ("2026"), split by one dimension or none.

    No organisation: all organisations of the kind together. cells: by group the counts of its parts, hidden ones too,
    which never leave the queries; hidden: pairs of group and part. staff: by group how many guide; days: of the mean.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="frozen_tables"
    )
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Kind])
    period = models.CharField(max_length=6)
    base = models.CharField(max_length=30)
    dimension = models.CharField(max_length=30, blank=True)
    cells: "models.Field[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    hidden: "models.Field[list[list[str]], list[list[str]]]" = models.JSONField(default=list)
    staff: "models.Field[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    days: "models.Field[list[int], list[int]]" = models.JSONField(default=list)
    made = models.DateField()

    personal = dict.fromkeys(
        [
            *("id", "organisation", "kind", "period", "base", "dimension", "cells", "hidden", "staff", "days"),
            "made",
        ],
        _COUNTS,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "period", "base", "dimension"], name="effect_frozen_once"),
            # A database takes two rows without organisation for different ones.
            models.UniqueConstraint(
                fields=["period", "base", "dimension"],
                condition=models.Q(organisation=None),
                name="effect_frozen_together_once",
            ),
        ]
        ordering = ["period", "base", "dimension"]


class FigureLook(models.Model):
    """Somebody looked at figures: of which organisation (none: all of a kind), period and split, on page or as file."""

    office = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20)
    period = models.CharField(max_length=6)
    dimension = models.CharField(max_length=30, blank=True)
    is_file = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        ["office", "kind", "period", "dimension", "is_file", "at"], "not about a person: which figures were asked"
    ) | {"by": "not exported: who asked for the organisation; unlinked when they are erased"}

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["office", "-at"], name="effect_figure_looks")]
