"""Somebody at a school, as its own administration knows them; with or without an account here."""

import uuid

from django.db import models

from wending.accounts.models import Organisation, Person


class SchoolPerson(models.Model):
    """A learner or member of staff of a school. Names come from the roster; no birth date, no citizen number.

    `key` is the ECK iD or the number in the roster, "" for who was added by hand. `account` is who they are here, once
    they joined with their own account: the school never makes accounts, and what stands in the account is not the
    school's. `roles` are those of `rules.roster.ROLES`. After `ended` nobody at school sees anything of them any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="school_people")
    account = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="at_schools")
    key = models.CharField(max_length=200, blank=True)
    first = models.CharField(max_length=200, blank=True)
    infix = models.CharField(max_length=200, blank=True)
    last = models.CharField(max_length=200, blank=True)
    local = models.CharField(max_length=200, blank=True)
    abbreviation = models.CharField(max_length=200, blank=True)
    site = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list)
    ended = models.DateField(null=True, blank=True)

    personal_owner = "account"
    personal = dict.fromkeys(
        ["organisation", "first", "infix", "last", "local", "abbreviation", "site", "grade", "roles", "ended"],
        "exported; kept by the school as its own administration, without the account; not in research extracts",
    ) | {
        "id": "exported; kept by the school as its own administration; not in research extracts",
        "account": "exported; unlinked when the account is erased; not in research extracts",
        "key": "exported; kept by the school as its own administration; not in research extracts",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], condition=~models.Q(key=""), name="school_person_key_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "account"],
                condition=models.Q(ended=None, account__isnull=False),
                name="school_person_account_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "last", "first"], name="school_person_names")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.first, self.infix, self.last) if part)

    @property
    def is_learner(self) -> bool:
        """Whether they are taught here."""
        return "learner" in self.roles

    @property
    def is_staff(self) -> bool:
        """Whether they work here; somebody may do both."""
        return any(role != "learner" for role in self.roles)


class Mentorship(models.Model):
    """A member of staff who guides a learner; somebody may have more than one mentor."""

    mentor = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="mentees")
    learner = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="mentors")

    personal_owner = "learner__account"
    personal = dict.fromkeys(
        ["mentor", "learner"], "exported; kept by the school, unlinked from the account; not in research extracts"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentor", "learner"], name="school_mentor_once")]
