"""Lessons that teachers made themselves, and what teachers say of lessons. Our own lessons are files, not rows.

A lesson is `own` (its writer alone), `school` (their colleagues too), `offered` (as `school`, and a teacher of another
school may look it over) or `open` (for all). After a change an open lesson is offered anew.
"""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.school.rules.own_lesson import STATES, State

STAYS = "exported; stays with the school, without a name; not in research extracts"


class OwnLesson(models.Model):
    """A lesson by a teacher; `content` has the fields of `rules.terms.Activity`, `based_on` the key of its example."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_lessons")
    writer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="own_lessons")
    based_on = models.CharField(max_length=100, blank=True)
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default=State.OWN.value)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(auto_now=True)
    looked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    advice = models.TextField(blank=True)

    personal_owner = "writer"
    personal = {
        **dict.fromkeys(["id", "organisation", "based_on", "content", "state", "version", "changed", "advice"], STAYS),
        "writer": "exported; unlinked when they are erased; not in research extracts",
        "looked_by": "not exported: of another person; unlinked when they are erased; not in research extracts",
    }

    class Meta:
        indexes = [models.Index(fields=["state"], name="school_own_lesson_state")]


class Rating(models.Model):
    """Whether a lesson worked in the class of one teacher, from 1 to 5, and why. Others see the words without name.

    `is_reported` hides the words; `is_judged` says that a manager or the operator looked at the report.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lesson_ratings")
    lesson = models.CharField(max_length=100, db_index=True)
    worked = models.PositiveSmallIntegerField()
    remark = EncryptedTextField(blank=True)
    is_reported = models.BooleanField(default=False)
    is_judged = models.BooleanField(default=False)
    changed = models.DateField(auto_now=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "lesson", "worked", "remark", "is_reported", "is_judged", "changed"],
        "exported; erased with the row; not in research extracts",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "lesson"], name="school_rating_once"),
            models.CheckConstraint(condition=models.Q(worked__range=(1, 5)), name="school_rating_range"),
        ]


class PlannedLesson(models.Model):
    """A lesson in the plan of a group on a day, with what happens now in the words of its teacher."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("school.SchoolGroup", on_delete=models.CASCADE, related_name="planned_lessons")
    teacher = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="planned_lessons")
    lesson = models.CharField(max_length=100)
    day = models.DateField()
    now = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_owner = "teacher"
    personal = dict.fromkeys(
        ["id", "group", "teacher", "lesson", "day", "now", "link", "version"],
        "exported; erased with the row; not in research extracts",
    )

    class Meta:
        indexes = [models.Index(fields=["group", "day"], name="school_planned_day")]
