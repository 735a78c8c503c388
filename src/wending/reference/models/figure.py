"""Measured figures about occupations, programmes and sectors: wages, jobs, tension, chances, satisfaction."""

from django.db import models


class Figure(models.Model):
    """One figure, as `FigureRecord` describes it. A null value is missing for the reason in `note`, never zero."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="figures")
    indicator = models.CharField(max_length=32)
    system = models.CharField(max_length=24)
    code = models.CharField(max_length=200)
    label = models.TextField(blank=True)
    region = models.CharField(max_length=16)
    period = models.CharField(max_length=10)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    group_size = models.IntegerField(null=True)
    category = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["release", "indicator", "system", "code"], name="reference_figure_subject")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.system} {self.code} {self.region} {self.period}"
