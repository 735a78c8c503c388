"""How a study works: ways of learning, how the time is divided, and the workload that the law sets."""

from django.db import models


class StudyWay(models.Model):
    """One way at some levels and modes, as `StudyWayRecord` describes it. Nulls: the law leaves it to the school."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="study_ways")
    key = models.CharField(max_length=64)
    # Keys between spaces.
    levels = models.TextField()
    modes = models.CharField(max_length=100, blank=True)
    hours = models.IntegerField(null=True)
    hours_school = models.IntegerField(null=True)
    hours_practice = models.IntegerField(null=True)
    way_nl = models.TextField()
    way_en = models.TextField()
    time_nl = models.TextField()
    time_en = models.TextField()
    source = models.TextField()
    since = models.CharField(max_length=10, blank=True)
    is_certain = models.BooleanField()

    def __str__(self) -> str:
        return self.key
