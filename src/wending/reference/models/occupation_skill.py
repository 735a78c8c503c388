"""Which skills an occupation asks for."""

from django.db import models


class OccupationSkill(models.Model):
    """An occupation asks for a skill, essentially or optionally. ESCO gives a few pairs both ways: two rows."""

    occupation = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="skill_rows")
    skill = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="occupation_rows")
    is_essential = models.BooleanField()
