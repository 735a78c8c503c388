"""Regions of the labour market and municipalities, versioned by year."""

from django.db import models


class Region(models.Model):
    """A region in one year; `within` is the code of the region around it, empty when it has none."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="regions")
    # arbeidsmarktregio or gemeente.
    system = models.CharField(max_length=24)
    year = models.IntegerField()
    code = models.CharField(max_length=16)
    name = models.TextField()
    within = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["release", "system", "code"], name="reference_region_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"
