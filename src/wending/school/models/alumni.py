"""Learners who left and said yes to being asked later, and what they answer. Answers lead to nobody."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person


class AlumniCohort(models.Model):
    """Learners who leave a school on one day. `leavers` is how many left, None when the school did not say.

    Who has `token_hash`'s link can join until `until`; there is one link for the whole cohort.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="alumni_cohorts")
    name = models.CharField(max_length=80)
    left_on = models.DateField()
    leavers = models.PositiveIntegerField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    until = models.DateField()

    personal = dict.fromkeys(
        ["id", "organisation", "name", "left_on", "leavers", "token_hash", "until"], "not about a person"
    )

    class Meta:
        ordering = ["-left_on", "name"]

    def __str__(self) -> str:
        return self.name


class AlumniContact(models.Model):
    """Somebody who may be asked, at their own address until a day. Gone when they stop or the last round is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(AlumniCohort, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="alumni_contacts")
    email = EncryptedTextField()
    language = models.CharField(max_length=5, default="nl")
    token_hash = models.CharField(max_length=64, unique=True)
    is_confirmed = models.BooleanField(default=False)
    ends = models.DateField()

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "cohort", "person", "email", "language", "is_confirmed", "ends"],
        "exported; erased with the row; not in research extracts",
    ) | {"token_hash": "not exported: opens a private page; erased with the row"}


class AlumniAsk(models.Model):
    """One questionnaire that was sent. Tied to no contact once made: its link leads to the round alone."""

    cohort = models.ForeignKey(AlumniCohort, on_delete=models.CASCADE, related_name="asks")
    years = models.PositiveSmallIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    until = models.DateField()

    personal = dict.fromkeys(
        ["cohort", "years", "token_hash", "until"], "not about a person who can be found: opens one questionnaire"
    )


class AlumniRound(models.Model):
    """One cohort asked after so many years. `result` is frozen when the round closes, and never changes after."""

    cohort = models.ForeignKey(AlumniCohort, on_delete=models.CASCADE, related_name="rounds")
    years = models.PositiveSmallIntegerField()
    asked = models.PositiveIntegerField(default=0)
    opened = models.DateField()
    closes = models.DateField()
    result = models.JSONField(null=True, blank=True)

    personal = dict.fromkeys(["cohort", "years", "asked", "opened", "closes", "result"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "years"], name="school_alumni_round_once")]


class AlumniAnswer(models.Model):
    """What somebody answered, without name or moment. A remark is shown only once checked, and from ten on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(AlumniRound, on_delete=models.CASCADE, related_name="answers")
    doing = models.CharField(max_length=20, blank=True)
    helped = models.CharField(max_length=20, blank=True)
    missed = models.JSONField(default=list)
    remark = EncryptedTextField(blank=True)
    remark_state = models.CharField(max_length=10, blank=True)

    personal = dict.fromkeys(
        ["id", "round", "doing", "helped", "missed", "remark", "remark_state"], "not about a person who can be found"
    )


class AlumniGuest(models.Model):
    """Somebody who left and wants to be asked by a class: their own words, until a day. Not tied to an answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="alumni_guests")
    name = EncryptedTextField()
    email = EncryptedTextField()
    about = EncryptedTextField()
    token_hash = models.CharField(max_length=64, unique=True)
    until = models.DateField()

    personal = dict.fromkeys(
        ["id", "organisation", "name", "email", "about", "token_hash", "until"],
        "not exported: of somebody without account; erased by their own link or after a day",
    )
