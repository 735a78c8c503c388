"""What people do and use in an O*NET occupation, in English words."""

from django.db import models


class OnetText(models.Model):
    """A task, a detailed work activity, a job title or a technology."""

    occupation = models.ForeignKey("reference.OnetOccupation", on_delete=models.DO_NOTHING, related_name="texts")
    type = models.CharField(max_length=12)
    text = models.TextField()
