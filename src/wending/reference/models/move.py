"""Moves between occupations that people really made, as a source counts or names them."""

from django.db import models


class Move(models.Model):
    """One pair of occupations, as `MoveRecord` describes it."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="moves")
    from_system = models.CharField(max_length=24)
    from_code = models.CharField(max_length=200)
    from_label = models.TextField(blank=True)
    to_system = models.CharField(max_length=24)
    to_code = models.CharField(max_length=200)
    to_label = models.TextField(blank=True)
    region = models.CharField(max_length=16)
    period = models.CharField(max_length=10)
    count = models.IntegerField(null=True)
    share = models.FloatField(null=True)
    place = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["release", "from_system", "from_code"], name="reference_move_from")]
