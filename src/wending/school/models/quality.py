"""How a school sees its own guidance: a round a year per framework, what the team said, what was set, and the plan."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.school.rules.quality import RoundState


class QualityRound(models.Model):
    """A self-assessment of one school on one framework in one school year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="quality_rounds")
    framework = models.CharField(max_length=20)
    year = models.CharField(max_length=9)
    state = models.CharField(max_length=20, default=RoundState.FILLING.value)
    set_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        ["id", "organisation", "framework", "year", "state", "set_on", "version"], "not about a person"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "framework", "year"], name="school_quality_once")
        ]
        ordering = ["-year", "framework"]

    def __str__(self) -> str:
        return f"{self.framework} {self.year}"


class QualityAnswer(models.Model):
    """What one member of the team says: a step for each statement. `handed_in`: it counts in the talk, without name."""

    round = models.ForeignKey(QualityRound, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="quality_answers")
    steps = models.JSONField(default=dict)
    note = EncryptedTextField(blank=True)
    handed_in = models.BooleanField(default=False)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["round", "person", "steps", "note", "handed_in"],
        "exported; erased with the row; not in research extracts",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="school_quality_answer_once")]


class QualityStep(models.Model):
    """The step that was set for a statement after the talk, and why."""

    round = models.ForeignKey(QualityRound, on_delete=models.CASCADE, related_name="steps")
    statement = models.CharField(max_length=60)
    step = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)

    personal = dict.fromkeys(["round", "statement", "step", "reason"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "statement"], name="school_quality_step_once")]


class QualityEvidence(models.Model):
    """What shows how a criterion stands: words, and where to find it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(QualityRound, on_delete=models.CASCADE, related_name="evidence")
    criterion = models.CharField(max_length=60)
    text = models.TextField()
    link = models.URLField(blank=True)

    personal = dict.fromkeys(["id", "round", "criterion", "text", "link"], "not about a person")


class QualityAction(models.Model):
    """Something the school will do about a criterion. `owner` is who sees to it, as the school writes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(QualityRound, on_delete=models.CASCADE, related_name="actions")
    criterion = models.CharField(max_length=60)
    text = models.TextField()
    owner = models.CharField(max_length=100)
    due = models.DateField()
    is_done = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        ["id", "round", "criterion", "text", "owner", "due", "is_done", "version"], "not about a person"
    )

    class Meta:
        ordering = ["due"]


class QualityComparison(models.Model):
    """How schools of one kind stood in a year, frozen. Renewed only when ten or more schools were added."""

    framework = models.CharField(max_length=20)
    year = models.CharField(max_length=9)
    is_example = models.BooleanField(default=False)
    schools = models.PositiveIntegerField()
    quartiles = models.JSONField(default=dict)
    made = models.DateField(auto_now_add=True)

    personal = dict.fromkeys(["framework", "year", "is_example", "schools", "quartiles", "made"], "not about a person")
