"""Which O*NET-SOC occupation corresponds to which ESCO occupation."""

from django.db import models


class Link(models.Model):
    """A row of the crosswalk. Both ends are named, not keyed: the crosswalk has its own releases, older or newer."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="links")
    uri = models.CharField(max_length=200, db_index=True)
    code = models.CharField(max_length=10)
    # From 0 to 1; null when the source does not say.
    confidence = models.FloatField(null=True)
