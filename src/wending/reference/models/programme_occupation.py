"""Which occupations a programme leads to."""

from django.db import models


class ProgrammeOccupation(models.Model):
    """A programme leads to an occupation; of a course or certificate: it is often asked for there."""

    programme = models.ForeignKey("reference.Programme", on_delete=models.DO_NOTHING, related_name="occupation_rows")
    occupation = models.ForeignKey("reference.Concept", on_delete=models.DO_NOTHING, related_name="programme_rows")
