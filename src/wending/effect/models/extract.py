"""Extracts that researchers took out of the data of a study, and everything that was asked for."""

import uuid
from typing import Any

from django.db import models

from wending.accounts.models import Person
from wending.effect.models.study import DataSet, Study
from wending.effect.rules.extract import Kind


class Extract(models.Model):
    """A file that may leave, made under disclosure control. The labels that it released lie beside it, kept inside.

    levels: per covariate how coarse it became, 0 as it was. rows: lines of the file; left_out: people not in it;
    smallest: people in the smallest class. noise: scale of it, 0 none; its seed is kept nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="extracts")
    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="extracts")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Kind])
    what: "models.Field[dict[str, Any], dict[str, Any]]" = models.JSONField()
    k = models.PositiveSmallIntegerField()
    rounding = models.FloatField()
    noise = models.FloatField(default=0)
    levels: "models.Field[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    smallest = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        [
            *("id", "study", "data_set", "kind", "what", "k", "rounding", "noise", "levels", "rows", "left_out"),
            *("smallest", "digest", "made"),
        ],
        "not about a person: what was asked and counts",
    ) | {"made_by": "not exported: who made it for the organisation; unlinked when they are erased"}

    class Meta:
        ordering = ["-made"]


class ExtractAct(models.Model):
    """A line of the log of questions: what was asked, and whether it was made, refused (with a code) or fetched."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="extract_acts")
    extract = models.ForeignKey(Extract, null=True, blank=True, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=10, choices=[(one, one) for one in ("made", "refused", "fetched")])
    reason = models.CharField(max_length=60, blank=True)
    what: "models.Field[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        ["study", "extract", "kind", "reason", "what", "at"], "not about a person: what was asked of a study"
    ) | {"by": "not exported: who asked for the organisation; unlinked when they are erased"}

    class Meta:
        ordering = ["-at", "-id"]
