"""Work of a team, described as tasks: how often, how long, what it asks, and who does it now.

All of it is about the work and so the firm's own administration. What somebody can or wants beside what they do now,
stands in `shown.py` and is theirs.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wending.accounts.models import Organisation, Person
from wending.work.models.team import Colleague, Team


class Authorisation(models.Model):
    """What one must have been allowed before one may do a task: a certificate, or the firm's own instruction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="authorisations")
    name = models.CharField(max_length=100)

    personal = dict.fromkeys(["id", "organisation", "name"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="work_authorisation_once")]

    def __str__(self) -> str:
        return self.name


class Holder(models.Model):
    """Somebody who has an authorisation, until a day where it ends."""

    authorisation = models.ForeignKey(Authorisation, on_delete=models.CASCADE, related_name="holders")
    colleague = models.ForeignKey(Colleague, on_delete=models.CASCADE, related_name="authorised")
    until = models.DateField(null=True, blank=True)

    personal_words = {"": _("Je bevoegdheden op het werk")}
    personal_owner = "colleague__account"
    personal = dict.fromkeys(
        ["authorisation", "colleague", "until"],
        "exported; kept by the firm as its own administration of safety, unlinked from the account",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authorisation", "colleague"], name="work_holder_once")]


class Task(models.Model):
    """One task of a team. Load runs from 0 (none) to 3 (heavy); `most_weeks`: on end, for monotone work."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="tasks")
    name = models.CharField(max_length=100)
    times = models.DecimalField(max_digits=5, decimal_places=1)
    minutes = models.PositiveSmallIntegerField()
    physical = models.PositiveSmallIntegerField(default=0)
    mental = models.PositiveSmallIntegerField(default=0)
    most_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    is_learnable = models.BooleanField(default=True)
    authorisations = models.ManyToManyField(Authorisation, blank=True, related_name="tasks")
    doers = models.ManyToManyField(Colleague, blank=True, related_name="does")
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    personal = dict.fromkeys(
        ["id", "team", "name", "times", "minutes", "physical", "mental", "most_weeks", "is_learnable"],
        "not about a person",
    ) | {
        "authorisations": "not about a person",
        "doers": "not exported: the firm's own division of work, told to its people on the page of the team",
        "version": "not about a person",
        "changed": "not about a person",
        "changed_by": "not exported: who wrote last; unlinked when they are erased",
    }

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> float:
        """Return the hours a week that it takes."""
        return float(self.times) * self.minutes / 60


class TaskSkill(models.Model):
    """A skill that a task asks. `uri` is of the reference data, empty for a word of the team."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="skills")
    name = models.CharField(max_length=200)
    uri = models.CharField(max_length=300, blank=True)

    personal = dict.fromkeys(["task", "name", "uri"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "name"], name="work_task_skill_once")]


class TaskStep(models.Model):
    """A part of a task that one could do apart: its percentage of the time, and the skills it asks (names of those)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=100)
    percent = models.PositiveSmallIntegerField()
    skills = models.JSONField(default=list)
    authorisations = models.JSONField(default=list)

    personal = dict.fromkeys(["task", "name", "percent", "skills", "authorisations"], "not about a person")
