"""What a year of study costs by law."""

from django.db import models


class StudyCost(models.Model):
    """One amount at some levels and modes, for one school year, as `StudyCostRecord` describes it."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="study_costs")
    key = models.CharField(max_length=64)
    # Keys between spaces.
    levels = models.TextField()
    modes = models.CharField(max_length=100, blank=True)
    # lesgeld, cursusgeld, collegegeld or none.
    kind = models.CharField(max_length=16)
    # under-18, 18+ or empty.
    age = models.CharField(max_length=8, blank=True)
    year = models.CharField(max_length=9, blank=True)
    euro = models.IntegerField()
    euro_most = models.IntegerField(null=True)
    note_nl = models.TextField()
    note_en = models.TextField()
    source = models.TextField()
    is_certain = models.BooleanField()

    def __str__(self) -> str:
        return self.key
