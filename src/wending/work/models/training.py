"""The training plan of a firm: lines about roles and numbers. A name stands in it only once that person said yes."""

import uuid

from django.db import models

from wending.accounts.models import Organisation, Person
from wending.work.models.need import Function


class TrainingLine(models.Model):
    """Something to learn: for how many people in which role, what, when, hours and costs a person, and whose job it is.

    Costs and hours are None when not known: totals then say so. `programme` is of the reference data, `course` of the
    firm's own, `funding` the id of a scheme to look into.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="training")
    function = models.ForeignKey(Function, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField(default=1)
    what = models.CharField(max_length=200)
    skill = models.CharField(max_length=300, blank=True)
    programme = models.CharField(max_length=120, blank=True)
    course = models.ForeignKey("work.Course", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    costs = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    funding = models.CharField(max_length=60, blank=True)
    is_done = models.BooleanField(default=False)
    reference = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        [
            "id",
            "organisation",
            "function",
            "who",
            "people",
            "what",
            "skill",
            "programme",
            "course",
            "starts",
            "hours",
            "costs",
            "funding",
            "is_done",
            "reference",
            "version",
        ],
        "not about a person",
    ) | {"owner": "not exported: a role or first name in the firm's own plan; goes with the line"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reference"], condition=~models.Q(reference=""), name="work_training_once"
            )
        ]


class TrainingName(models.Model):
    """Somebody who is asked whether their name may stand at a line. Without `accepted` it stands nowhere."""

    line = models.ForeignKey(TrainingLine, on_delete=models.CASCADE, related_name="names")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked = models.DateTimeField(auto_now_add=True)
    accepted = models.DateTimeField(null=True, blank=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["line", "person"],
        "exported; erased with the row, and when they take it back; not in research extracts",
    ) | dict.fromkeys(
        ["asked", "accepted"],
        "exported; erased with the row, and when they take it back; in research, with consent",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "person"], name="work_training_name_once")]
