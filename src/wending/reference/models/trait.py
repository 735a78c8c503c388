"""What O*NET measured of an occupation."""

from django.db import models


class Trait(models.Model):
    """A value on a scale as published: interest, work value, work style, skill, knowledge, job zone or education.

    Scales: OI interest 1-7, IH interest high point 0-6, EX extent of a value 1-7, VH value high point 0-6,
    IM importance 1-5, LV level 0-7, JZ job zone 1-5, RL1 to RL12 percentage of workers per education level.
    """

    occupation = models.ForeignKey("reference.OnetOccupation", on_delete=models.DO_NOTHING, related_name="traits")
    domain = models.CharField(max_length=12)
    element = models.TextField()
    scale = models.CharField(max_length=4)
    value = models.FloatField()
