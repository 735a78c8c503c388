"""The names of what O*NET measures."""

from django.db import models


class Element(models.Model):
    """An element of the O*NET content model, such as 1.B.1.a, Realistic."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="elements")
    element = models.TextField()
    name = models.TextField()
