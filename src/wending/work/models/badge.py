"""Keys of firms, the badges they signed with them, and which of those they took back."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.work.models.course import Course


class FirmKey(models.Model):
    """The key with which a firm signs. The private half is encrypted; `did` is the public half, as anyone may read."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="badge_keys")
    did = models.CharField(max_length=120, unique=True)
    private = EncryptedTextField()
    # The next free place in the list of what was taken back.
    next_number = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(["organisation", "did", "private", "next_number", "made", "ended"], "not about a person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=models.Q(ended=None), name="work_one_key_in_use")
        ]


class Badge(models.Model):
    """A signed badge. It waits until its person takes it into their dossier; `number` is its place in the list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="badges")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="firm_badges")
    key = models.ForeignKey(FirmKey, on_delete=models.CASCADE, related_name="badges")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    credential = EncryptedTextField()
    issued = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "course", "person", "key", "number", "title", "credential", "issued", "accepted", "revoked"],
        "exported; erased with the row; not in research extracts",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="work_badge_number_once"),
            models.UniqueConstraint(
                fields=["course", "person"], condition=models.Q(revoked=None), name="work_badge_once"
            ),
        ]


class Revocation(models.Model):
    """A number that was taken back. It stays when the badge is erased, so that no copy comes to hold again."""

    key = models.ForeignKey(FirmKey, on_delete=models.CASCADE, related_name="revocations")
    number = models.PositiveIntegerField()

    personal = dict.fromkeys(["key", "number"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="work_revoked_once")]
