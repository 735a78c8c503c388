"""Which school subjects a programme asks of someone with a diploma and a profile, with the regulation that says so."""

from django.db import models


class SubjectDemand(models.Model):
    """One demand. Without a `profile` it holds for all; without `subjects` nothing more is asked."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="subject_demands")
    key = models.CharField(max_length=64)
    # Keys of programmes, or of a level: those of its programmes that have no row of their own.
    programmes = models.TextField()
    from_level = models.CharField(max_length=64)
    profile = models.CharField(max_length=64, blank=True)
    # "a/b+c": a or b, and c.
    subjects = models.TextField(blank=True)
    # demand, test or advice.
    kind = models.CharField(max_length=16)
    # Days, or empty when not known.
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    source = models.TextField()
    is_certain = models.BooleanField()

    def __str__(self) -> str:
        return self.key
