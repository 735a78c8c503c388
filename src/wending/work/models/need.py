"""What a firm needs in two years, who counts themselves in, and counts frozen per quarter."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, Organisation, Person


class Function(models.Model):
    """A function of a firm: how many people do it now and in two years. `occupation` is of the reference data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="functions")
    name = models.CharField(max_length=120)
    occupation = models.CharField(max_length=300, blank=True)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    people_later = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        ["id", "organisation", "name", "occupation", "people", "people_later", "version"], "not about a person"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="work_function_once")]

    def __str__(self) -> str:
        return self.name


class NeededSkill(models.Model):
    """A skill of a function in two years: for how many people, and how many have it now by the firm's own estimate."""

    function = models.ForeignKey(Function, on_delete=models.CASCADE, related_name="needs")
    uri = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    estimate = models.PositiveSmallIntegerField(null=True, blank=True)

    personal = dict.fromkeys(["function", "uri", "name", "people", "estimate"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["function", "uri", "name"], name="work_need_once")]


class CountMeIn(models.Model):
    """Somebody who lets chosen skills count in what their firm has, until a day. Nobody but they read this row."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="counted_at")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    # Keys of skills that the firm asks and that somebody says they have.
    skills = EncryptedJSONField(default=list)
    until = models.DateField()
    since = models.DateTimeField(auto_now=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["person", "organisation", "skills", "until", "since"],
        "exported; erased with the row, and when they stop; not in research extracts",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="work_counted_once")]


class SkillCount(models.Model):
    """What a firm has, counted once a quarter and then fixed. `shown`: key of a skill -> people, without hidden ones.

    `members` is who was counted, as hashes under a key of the site, to tell whether enough people changed before
    another count is published; it is never shown.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="skill_counts")
    quarter = models.CharField(max_length=7)
    shown = models.JSONField(default=dict)
    members = EncryptedJSONField(default=list)
    counted_on = models.DateField()

    personal = {
        "organisation": "not about a person",
        "quarter": "not about a person",
        "shown": "not about a person: counts of ten or more",
        "members": "not exported: hashes without names, to compare two counts; goes when a newer count comes",
        "counted_on": "not about a person",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "quarter"], name="work_count_once")]
