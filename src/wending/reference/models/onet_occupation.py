"""An occupation of O*NET-SOC, the American classification that measures interests, values and knowledge."""

from django.db import models


class OnetOccupation(models.Model):
    """One O*NET-SOC occupation of one release. `id` is given by the loader, as for `Concept`."""

    id = models.BigIntegerField(primary_key=True)
    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="onet_occupations")
    code = models.CharField(max_length=10)
    title = models.TextField()
    description = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="reference_onet_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
