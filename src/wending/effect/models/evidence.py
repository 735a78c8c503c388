"""Evidence for the knowledge base: effects of published studies here, and of literature with its reference."""

import uuid
from dataclasses import fields

from django.db import models

from wending.accounts.models import Organisation, Person
from wending.effect.models.study import Study
from wending.effect.rules.evidence import Mode, Origin, Setting, Target, Told
from wending.effect.rules.outcomes import OUTCOMES
from wending.engine.estimation.design import Design


class Evidence(models.Model):
    """One effect of one study. `approach` is the key of an approach here, or what somebody calls a kind of approach.

    Of literature only what a second person has checked is shown and put together; a change asks for a new check.
    An effect that is empty could not be told. `study` is the study here, none of literature.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    origin = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Origin])
    study = models.OneToOneField(Study, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="evidence")
    title = models.CharField(max_length=300)
    reference = models.CharField(max_length=600)
    year = models.PositiveSmallIntegerField()
    country = models.CharField(max_length=60)
    approach = models.CharField(max_length=60)
    outcome = models.CharField(max_length=40, choices=[(key, key) for key in OUTCOMES])
    horizon = models.PositiveSmallIntegerField()
    effect = models.FloatField(null=True, blank=True)
    error = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=20)
    people = models.PositiveIntegerField(null=True, blank=True)
    design = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Design])
    verdict = models.CharField(max_length=20)
    target = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Target])
    setting = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Setting])
    mode = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Mode])
    context = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    checked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    checked = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        [
            *("id", "origin", "study", "organisation", "is_example", "checked", "made"),
            *(one.name for one in fields(Told)),
        ],
        "not about a person",
    ) | dict.fromkeys(
        ["entered_by", "checked_by"], "not exported: who did it for the organisation; unlinked when they are erased"
    )

    class Meta:
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["approach", "outcome"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(error__isnull=True, effect__isnull=True)
                | models.Q(error__gt=0, effect__isnull=False),
                name="effect_evidence_effect_and_error",
            ),
            models.CheckConstraint(
                condition=models.Q(origin=Origin.HERE.value) | models.Q(study__isnull=True),
                name="effect_evidence_literature_has_no_study",
            ),
        ]

    def told(self) -> Told:
        """Return what is told of the study."""
        return Told(**{one.name: getattr(self, one.name) for one in fields(Told)})
