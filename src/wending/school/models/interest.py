"""What learners chose to tell their class about their curiosity, and what of it a teacher may see."""

import uuid

from django.db import models

from wending.accounts.models import Person
from wending.school.models.group import SchoolGroup


class SharedInterest(models.Model):
    """Themes that a learner shares with one class, as part of a count. Nobody sees this row but the learner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shared_interests")
    group = models.ForeignKey(SchoolGroup, on_delete=models.CASCADE, related_name="shared_interests")
    themes = models.JSONField(default=list)
    is_counted = models.BooleanField(default=False)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "group", "themes"], "exported; erased with the row; not in research extracts"
    ) | {"is_counted": "not exported: whether the last count has it; erased with the row"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="school_interest_once")]


class InterestTally(models.Model):
    """Which themes ten or more learners of a class chose. Renewed only after ten or more changes, so
    that two looks never differ by one learner."""

    group = models.OneToOneField(SchoolGroup, on_delete=models.CASCADE, related_name="tally")
    learners = models.PositiveSmallIntegerField()
    themes = models.JSONField(default=list)
    gone = models.PositiveSmallIntegerField(default=0)
    made = models.DateField(auto_now=True)

    personal = dict.fromkeys(["group", "learners", "themes", "gone", "made"], "not about a person")
