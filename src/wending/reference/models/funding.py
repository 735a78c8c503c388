"""A scheme that may pay for learning."""

from django.db import models


class Funding(models.Model):
    """One scheme, also when it has ended: people still ask for it. `has_ended` is null when that is not known."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="funding")
    key = models.CharField(max_length=64)
    name_nl = models.TextField()
    name_en = models.TextField()
    for_nl = models.TextField()
    for_en = models.TextField()
    what_nl = models.TextField()
    what_en = models.TextField()
    amount_nl = models.TextField(blank=True)
    amount_en = models.TextField(blank=True)
    # Days, or empty when not known.
    valid_from = models.CharField(max_length=10, blank=True)
    valid_until = models.CharField(max_length=10, blank=True)
    has_ended = models.BooleanField(null=True)
    source = models.TextField()
    check_here = models.CharField(max_length=300, blank=True)
    is_certain = models.BooleanField()

    def __str__(self) -> str:
        return self.name_nl
