"""Which skills a programme teaches."""

from django.db import models


class ProgrammeSkill(models.Model):
    """A programme teaches a skill."""

    programme = models.ForeignKey("reference.Programme", on_delete=models.DO_NOTHING, related_name="skill_rows")
    skill = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="taught_rows")
