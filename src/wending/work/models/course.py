"""Own courses of a firm: steps with what one must show, who takes part, and what was seen by two people."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.work.models.team import Colleague


class Course(models.Model):
    """Something particular to this firm that one can learn there. `skills`: a list of {"uri", "name"}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="courses")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    skills = models.JSONField(default=list, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    is_open = models.BooleanField(default=False)
    supervisors = models.ManyToManyField(Colleague, blank=True, related_name="supervises")
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(auto_now=True)

    personal = dict.fromkeys(
        ["id", "organisation", "title", "text", "skills", "hours", "is_open", "version", "changed"],
        "not about a person",
    ) | {"supervisors": "not exported: the firm's own division of work, told to who takes part"}

    def __str__(self) -> str:
        return self.title


class CourseStep(models.Model):
    """A step: what one learns, by which criterion one sees it, and what somebody can show."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    criterion = models.CharField(max_length=400)
    evidence = models.CharField(max_length=400, blank=True)

    personal = dict.fromkeys(["course", "place", "title", "criterion", "evidence"], "not about a person")

    class Meta:
        ordering = ("place", "pk")


class Enrolment(models.Model):
    """Somebody who takes part, of their own accord."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    since = models.DateTimeField(auto_now_add=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "course", "person", "since"],
        "exported; erased with the row, and when they leave the course; not in research extracts",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="work_enrolled_once")]


class StepShown(models.Model):
    """What somebody handed in at a step, who saw it, and who looked a second time: two others, never oneself."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="shown")
    step = models.ForeignKey(CourseStep, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()
    handed_in = models.DateTimeField(auto_now=True)
    seen = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    again = models.DateTimeField(null=True, blank=True)
    again_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Why it is not enough yet, in words to whom it is about.
    remark = EncryptedTextField(blank=True)

    personal_owner = "enrolment__person"
    personal = dict.fromkeys(
        ["enrolment", "step", "text", "handed_in", "seen", "again", "remark"],
        "exported; erased with the row; not in research extracts",
    ) | dict.fromkeys(
        ["seen_by", "again_by"], "exported as a name; unlinked when they are erased; not in research extracts"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "step"], name="work_step_shown_once")]
