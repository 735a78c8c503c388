"""A programme: regular education, a course, a certificate, or a recognition of what someone can do."""

from django.db import models


class Programme(models.Model):
    """One programme. `id` is given by the loader, as for `Concept`. Empty texts and nulls mean: not known."""

    id = models.BigIntegerField(primary_key=True)
    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="programmes")
    key = models.CharField(max_length=64)
    sector = models.CharField(max_length=64)
    # regular, course, certificate or recognition.
    kind = models.CharField(max_length=16)
    name_nl = models.TextField()
    name_en = models.TextField()
    # The key of a level; empty outside regular education.
    level = models.CharField(max_length=64, blank=True)
    nlqf = models.CharField(max_length=4, blank=True)
    isced_f = models.CharField(max_length=4, blank=True)
    code = models.CharField(max_length=16, blank=True)
    duration_months = models.IntegerField(null=True)
    modes = models.CharField(max_length=100, blank=True)
    line_nl = models.TextField()
    line_en = models.TextField()
    content_nl = models.TextField()
    content_en = models.TextField()
    # none, advice, selection, fixus, entry-requirements or empty.
    selection = models.CharField(max_length=20, blank=True)
    profiles = models.TextField(blank=True)
    # Keys between spaces: levels from which people come in, and programmes that come first.
    entry = models.TextField(blank=True)
    requires = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "key"], name="reference_programme_key")]

    def __str__(self) -> str:
        return self.name_nl
