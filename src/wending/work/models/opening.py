"""Openings of a firm, and who responded. Who looked at one is kept nowhere."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Organisation, Person
from wending.work.rules.openings import Answer, Kind, State


class Opening(models.Model):
    """A vacancy, project, task or shadow day. `skills`: a list of {"uri", "name"}; `hours` a week, None: not told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="openings")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Kind])
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    # URI of the reference data, or empty.
    occupation = models.CharField(max_length=300, blank=True)
    skills = models.JSONField(default=list, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    period = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    opens = models.DateField()
    closes = models.DateField()
    places = models.PositiveSmallIntegerField(default=1)
    for_network = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in State], default="draft")
    # What the administration of the firm calls it, so that a file read twice changes nothing.
    reference = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    personal = dict.fromkeys(
        [
            "id",
            "organisation",
            "kind",
            "title",
            "text",
            "occupation",
            "skills",
            "hours",
            "period",
            "place",
            "opens",
            "closes",
            "places",
            "for_network",
            "state",
            "reference",
            "version",
            "changed",
        ],
        "not about a person",
    ) | {"changed_by": "not exported: who wrote last; unlinked when they are erased"}

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "closes"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reference"], condition=~models.Q(reference=""), name="work_opening_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Response(models.Model):
    """What somebody sent in response to an opening: own words and the names of skills they chose. Withdrawn is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="responses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responses")
    text = EncryptedTextField(blank=True)
    # Names of skills, as the person chose them.
    shown = EncryptedJSONField(default=list)
    answer = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Answer], blank=True)
    answer_text = EncryptedTextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "opening", "person", "text", "shown", "answer", "answer_text", "answered", "made"],
        "exported; erased with the row, and when it is withdrawn; not in research extracts",
    ) | {"answered_by": "exported as a name; unlinked when they are erased; not in research extracts"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opening", "person"], name="work_response_once")]
