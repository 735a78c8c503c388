"""A school subject."""

from django.db import models


class Subject(models.Model):
    """One subject, as profiles name it."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="subjects")
    key = models.CharField(max_length=64)
    name_nl = models.TextField()
    name_en = models.TextField()

    def __str__(self) -> str:
        return self.name_nl
