"""Moments in the life of a study that are never changed and never removed, for the database refuses it; and how many
people were taken out of its files since."""

import uuid

from django.db import models
from django.db.models import Q

from wending.accounts.models import Person
from wending.effect.models.study import DataSet, Run, Study
from wending.effect.rules.register import Moment


class StudyAct(models.Model):
    """Who did what with a study, when, and why. A study has one act of each kind; only answers are published again.

    digest, count: the people in a frozen population. run: what was published. data_set: what was frozen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Moment])
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)
    data_set = models.ForeignKey(DataSet, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.CASCADE, related_name="acts")
    digest = models.CharField(max_length=64, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    personal = dict.fromkeys(
        ["id", "study", "kind", "at", "reason", "data_set", "run", "digest", "count"], "not about a person"
    ) | {"made_by": "not exported: who did it for the organisation; unlinked when they are erased"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "kind"], condition=~Q(kind=Moment.PUBLISHED.value), name="effect_act_once"
            ),
            models.UniqueConstraint(
                fields=["run"], condition=Q(kind=Moment.PUBLISHED.value), name="effect_run_published_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Moment.WITHDRAWN.value) | ~Q(reason=""), name="effect_withdrawn_with_reason"
            ),
        ]
        ordering = ["at"]


class TakenOut(models.Model):
    """So many people were taken out of the files of a study, wholly or in part: it may not use that any more."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="taken_out")
    people = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(["study", "people", "at"], "not about a person: a count")
