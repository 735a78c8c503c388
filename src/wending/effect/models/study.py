"""Studies, the versions of their plans, the data they are fed with and the runs of their analysis."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from wending.accounts.models import Organisation, Person
from wending.effect.rules.study import RunState, Source


class Study(models.Model):
    """One question to one set of data. Registered before `opened`, the moment its outcomes could first be read.

    `slug` is its public address once `published`. `key_name` names its key for pseudonyms, which is kept elsewhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="studies")
    source = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Source])
    is_example = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    registered = models.DateTimeField(null=True, blank=True)
    opened = models.DateTimeField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    # Only where an organisation itself is erased: from then on the database lets its plans and moments go.
    erased = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(
        [
            "id",
            "slug",
            "organisation",
            "source",
            "is_example",
            "made",
            "registered",
            "opened",
            "published",
            "withdrawn",
            "erased",
        ],
        "not about a person",
    ) | {"made_by": "not exported: who began it for the organisation; unlinked when they are erased"}

    class Meta:
        verbose_name_plural = "studies"

    def __str__(self) -> str:
        return self.slug


class PlanVersion(models.Model):
    """A version of a plan; the database refuses changes. `before` is the digest of the version before it.

    Version 1 can be followed by others: after registration each says why, and whether outcomes were open by then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField()
    plan: "models.Field[dict[str, Any], dict[str, Any]]" = models.JSONField()
    digest = models.CharField(max_length=64)
    before = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    was_registered = models.BooleanField(default=False)
    was_opened = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        ["id", "study", "number", "plan", "digest", "before", "reason", "was_registered", "was_opened", "made"],
        "not about a person",
    ) | {"made_by": "not exported: who wrote it for the organisation; unlinked when they are erased"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="effect_plan_version_once"),
            models.CheckConstraint(
                condition=Q(was_registered=False) | ~Q(reason=""), name="effect_registered_change_with_reason"
            ),
        ]
        ordering = ["number"]


class DataSet(models.Model):
    """Tables of a study, frozen: pseudonymised Parquet files in a folder of the data folder, with their digests."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="data_sets")
    is_synthetic = models.BooleanField()
    digests: "models.Field[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    rows: "models.Field[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    findings: "models.Field[list[Any], list[Any]]" = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        ["id", "study", "is_synthetic", "digests", "rows", "findings", "made"],
        "not about a person: counts and digests; its files hold pseudonyms",
    ) | {"made_by": "not exported: who made it for the organisation; unlinked when they are erased"}


class Run(models.Model):
    """An analysis of a plan on a data set. `heard` is when its worker was last heard of; `share` done is 0 to 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="runs")
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="runs")
    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in RunState], default="waiting")
    step = models.CharField(max_length=60, blank=True)
    share = models.FloatField(default=0)
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    heard = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    answer: "models.Field[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True, blank=True)
    findings: "models.Field[list[Any], list[Any]]" = models.JSONField(default=list)

    personal = dict.fromkeys(
        [
            "id",
            "study",
            "plan",
            "data_set",
            "state",
            "step",
            "share",
            "made",
            "heard",
            "finished",
            "answer",
            "findings",
        ],
        "not about a person",
    ) | {"asked_by": "not exported: who asked for it; unlinked when they are erased"}

    class Meta:
        indexes = [models.Index(fields=["state"])]
