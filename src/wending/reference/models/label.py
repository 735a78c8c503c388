"""Names of concepts in several languages."""

from django.db import models


class Label(models.Model):
    """One name of one concept in one language. Hidden names are for searching only and are never shown."""

    class Type(models.TextChoices):
        PREFERRED = "preferred"
        ALTERNATIVE = "alternative"
        HIDDEN = "hidden"

    concept = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="labels", db_index=False)
    lang = models.CharField(max_length=8)
    type = models.CharField(max_length=12, choices=Type.choices)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["concept", "type", "lang"], name="reference_label_concept")]

    def __str__(self) -> str:
        return self.text
