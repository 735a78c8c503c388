"""Longer texts about concepts in several languages."""

from django.db import models


class Text(models.Model):
    """A description, definition, scope note or one-liner of a concept in one language."""

    concept = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="texts", db_index=False)
    lang = models.CharField(max_length=8)
    # description, definition, scope_note, one_liner, or learning: how it is learned where no programme leads to it.
    type = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["concept", "type", "lang"], name="reference_text_concept")]
