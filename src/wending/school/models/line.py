"""The continuous line of one school: a part per phase and year, each with its own version and history.

It starts as a copy of the default line (`sources/line`). Two people who change different years are not in each
other's way; who saves an older version of the same year loses nothing and hears so.
"""

import uuid

from django.db import models

from wending.accounts.models import Organisation, Person

NOBODY = "not about a person"
WHO = "exported; unlinked when they are erased; not in research extracts"


class LinePart(models.Model):
    """What a school does in one year of a phase; `content` is as `rules.line_part.Part` has it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="line_parts")
    phase = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(["id", "organisation", "phase", "year", "content", "version"], NOBODY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "phase", "year"], name="school_line_part_once")]


class LineChange(models.Model):
    """One version of a part: what it became, when, and by whom as long as they have an account."""

    part = models.ForeignKey(LinePart, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="line_changes")

    personal_owner = "by"
    personal = {
        **dict.fromkeys(["part", "version", "content", "at"], "exported; stays with the school, without a name"),
        "by": WHO,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "version"], name="school_line_change_once")]
        ordering = ["-at"]
