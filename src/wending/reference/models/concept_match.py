"""Which concept of a second language of skills matches which one of ESCO."""

from django.db import models


class ConceptMatch(models.Model):
    """One match, as `MatchRecord` describes it. Both ends are named, not keyed: ESCO has its own releases."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="matches")
    uri = models.CharField(max_length=200)
    to = models.CharField(max_length=200)
    # exact, close, broad or narrow.
    kind = models.CharField(max_length=6)

    class Meta:
        indexes = [models.Index(fields=["release", "to"], name="reference_concept_match_to")]
