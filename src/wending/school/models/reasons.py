"""Days of a school year, a learner's own doubt with who may see it, and reasons that were talked about."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.school.models.person import SchoolPerson

_KEPT = "exported; kept by the school as its own administration, unlinked from the account; not in research extracts"


class SchoolTerm(models.Model):
    """A part of the school year in which each learner has a talk."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(max_length=60)
    begins = models.DateField()
    ends = models.DateField()

    personal = dict.fromkeys(["organisation", "name", "begins", "ends"], "not about a person")


class ChoiceDay(models.Model):
    """A day by which learners of a phase and year make a choice; the school sets it, for days differ per year."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="choice_days")
    name = models.CharField(max_length=100)
    phase = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    day = models.DateField()

    personal = dict.fromkeys(["organisation", "name", "phase", "year", "day"], "not about a person")


class Doubt(models.Model):
    """That somebody doubts their choice, in their own words. Only whom they chose sees it, while it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="doubts")
    learner = models.OneToOneField(SchoolPerson, null=True, on_delete=models.SET_NULL, related_name="doubt")
    words = EncryptedTextField(blank=True)
    since = models.DateField()

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "learner", "words", "since"], "exported; erased with the row; not in research extracts"
    )


class DoubtViewer(models.Model):
    """Somebody at school who may see a doubt."""

    doubt = models.ForeignKey(Doubt, on_delete=models.CASCADE, related_name="viewers")
    staff = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="+")

    personal_owner = "doubt__person"
    personal = dict.fromkeys(["doubt", "staff"], "exported; erased with the row; not in research extracts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["doubt", "staff"], name="school_doubt_viewer_once")]


class SignTalked(models.Model):
    """That a reason to talk was talked about, with a note to the learner, who reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="talked_about")
    key = models.CharField(max_length=40)
    by = models.ForeignKey(SchoolPerson, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()
    note = EncryptedTextField(blank=True)

    personal_owner = "learner__account"
    personal = dict.fromkeys(["id", "learner", "key", "by", "on", "note"], _KEPT)
