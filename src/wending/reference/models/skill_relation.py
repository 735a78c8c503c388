"""Which skills help with which."""

from django.db import models


class SkillRelation(models.Model):
    """Skill `to` helps with skill `of`: the source calls it essential or optional for it."""

    of = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="helping_rows")
    to = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="helped_rows")
    is_essential = models.BooleanField()
