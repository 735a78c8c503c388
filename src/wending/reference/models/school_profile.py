"""A profile that pupils of vmbo, havo or vwo choose."""

from django.db import models


class SchoolProfile(models.Model):
    """One profile. Levels and subjects stand between spaces; "a/b" means one of both subjects."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="school_profiles")
    key = models.CharField(max_length=64)
    levels = models.TextField()
    name_nl = models.TextField()
    name_en = models.TextField()
    required = models.TextField()
    choose_one = models.TextField(blank=True)
    line_nl = models.TextField()
    line_en = models.TextField()
    is_certain = models.BooleanField()

    def __str__(self) -> str:
        return self.name_nl
