"""What a second language of skills says that occupations need, and how strongly."""

from django.db import models


class Need(models.Model):
    """An occupation needs a skill or consists of a task, as `NeedRecord` describes it. Apart from `OccupationSkill`,
    so that nothing that reads the framework can take these for its own."""

    occupation = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="need_rows")
    needed = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="needed_by_rows")
    # essential, important, somewhat, or (of tasks) optional.
    strength = models.CharField(max_length=9)
