"""A concept with a URI: occupation, skill, skill group, ISCO-08 group or task. Names and texts hang on it."""

from django.db import models


class Concept(models.Model):
    """One concept of one release.

    `id` is given by the loader (release id times ten million, plus a running number), so that related rows can be
    written in bulk without asking the database for keys. `key` is the last segment of the URI, for short addresses.
    ISCO-08 groups and skill groups have no more than a code, and tasks only a name, so they have no table of their own;
    occupations and skills add theirs in `Occupation` and `Skill`.
    """

    class Kind(models.TextChoices):
        ISCO_GROUP = "isco_group"
        SKILL_GROUP = "skill_group"
        OCCUPATION = "occupation"
        SKILL = "skill"
        TASK = "task"

    id = models.BigIntegerField(primary_key=True)
    # Rows of a release go by the loader, children first: cascades would read every row into memory.
    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="concepts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    uri = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    code = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "uri"], name="reference_concept_uri")]
        indexes = [
            models.Index(fields=["release", "kind", "code"], name="reference_concept_code"),
            models.Index(fields=["release", "kind", "key"], name="reference_concept_key"),
        ]

    def __str__(self) -> str:
        return self.uri
