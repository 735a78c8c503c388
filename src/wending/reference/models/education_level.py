"""A level of Dutch education, from primary school to doctorate."""

from django.db import models


class EducationLevel(models.Model):
    """One level; `position` orders them from low to high. Empty texts and nulls mean: not known, or not applicable."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="education_levels")
    key = models.CharField(max_length=64)
    position = models.IntegerField()
    name_nl = models.TextField()
    name_en = models.TextField()
    nlqf = models.CharField(max_length=4, blank=True)
    years_low = models.IntegerField(null=True)
    years_high = models.IntegerField(null=True)
    # Between spaces: bol, bbl, voltijd, deeltijd, duaal.
    modes = models.CharField(max_length=100, blank=True)
    line_nl = models.TextField()
    line_en = models.TextField()

    def __str__(self) -> str:
        return self.name_nl
