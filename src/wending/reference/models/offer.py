"""Programmes as schools offer them, from a register: where someone can follow them."""

from django.db import models


class Offer(models.Model):
    """One programme at one school, as `OfferRecord` describes it."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="offers")
    key = models.CharField(max_length=200)
    name = models.TextField()
    register = models.CharField(max_length=24, blank=True)
    code = models.CharField(max_length=64, blank=True)
    level = models.CharField(max_length=64, blank=True)
    nlqf = models.CharField(max_length=4, blank=True)
    isced_f = models.CharField(max_length=4, blank=True)
    modes = models.CharField(max_length=100, blank=True)
    duration_months = models.IntegerField(null=True)
    language = models.CharField(max_length=40, blank=True)
    provider = models.TextField()
    place = models.TextField(blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    starts = models.TextField(blank=True)
    url = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "key"], name="reference_offer_key")]
        indexes = [models.Index(fields=["release", "register", "code"], name="reference_offer_code")]

    def __str__(self) -> str:
        return self.name
