"""The hierarchy of occupations and ISCO-08 groups, and that of skills and skill groups."""

from django.db import models


class Broader(models.Model):
    """`narrower` falls directly under `broader`. A concept can fall under several."""

    narrower = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="broader_rows")
    broader = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="narrower_rows")
