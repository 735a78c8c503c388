"""Who may enter a level of education, with the law or body that says so."""

from django.db import models


class AdmissionRule(models.Model):
    """One rule. Without a `from_level` it holds whatever came before; `only_for` narrows it to some programmes."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="admission_rules")
    key = models.CharField(max_length=64)
    from_level = models.CharField(max_length=64, blank=True)
    to_level = models.CharField(max_length=64)
    only_for = models.TextField(blank=True)
    # right, condition, test or exception.
    kind = models.CharField(max_length=16)
    condition_nl = models.TextField()
    condition_en = models.TextField()
    # Days, or empty when not known.
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    source = models.TextField()
    is_certain = models.BooleanField()

    def __str__(self) -> str:
        return self.key
