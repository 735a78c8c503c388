"""A class or lesson group of a school, and who sits in it or teaches it."""

import uuid

from django.db import models

from wending.accounts.models import Organisation
from wending.school.models.person import SchoolPerson


class SchoolGroup(models.Model):
    """A group of learners in one school year. A learner is in one home group (class) and in any number of others.

    `phase` is a key of `rules.terms.PHASES`, "" until the school says; `year` is the year within it, 0 when unknown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="school_groups")
    key = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    site = models.CharField(max_length=200, blank=True)
    school_year = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=200, blank=True)
    phase = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    is_home = models.BooleanField(default=True)
    ended = models.DateField(null=True, blank=True)

    personal = dict.fromkeys(
        [
            *["id", "organisation", "key", "name", "site", "school_year", "grade", "phase", "year", "is_home", "ended"],
        ],
        "not about a person",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], condition=~models.Q(key=""), name="school_group_key_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """Somebody in a group, as learner, teacher, mentor or counsellor, from a day up to and including a day."""

    group = models.ForeignKey(SchoolGroup, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    personal_owner = "person__account"
    personal = dict.fromkeys(
        ["group", "person", "role", "begins", "ends"],
        "exported; kept by the school, unlinked from the account; not in research extracts",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person", "role"], name="school_seat_once")]
        indexes = [models.Index(fields=["person", "role"], name="school_seat_of")]
