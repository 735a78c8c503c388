"""What an occupation has beyond its URI, code and names."""

from django.db import models


class Occupation(models.Model):
    """Facts of an occupation. The embedded catalogue also gives levels, interests, values and sector."""

    concept = models.OneToOneField(
        "reference.Concept", primary_key=True, on_delete=models.DO_NOTHING, related_name="occupation"
    )
    # The ISCO-08 unit group: four digits.
    isco_code = models.CharField(max_length=4, db_index=True)
    is_regulated = models.BooleanField(null=True)
    # "1" to "8" and "4+"; empty when the source does not say.
    nlqf_low = models.CharField(max_length=4, blank=True)
    nlqf_high = models.CharField(max_length=4, blank=True)
    riasec = models.CharField(max_length=6, blank=True)
    sector = models.TextField(blank=True)
    # Names between spaces, the strongest first; empty when the source does not say, as all that follow.
    work_values = models.CharField(max_length=100, blank=True, default="")
    # physical, evenings, outdoors, people, screens.
    conditions = models.CharField(max_length=100, blank=True, default="")
    # Sections of the SBI, between spaces, and a group of the BRC 2014.
    sbi = models.CharField(max_length=20, blank=True, default="")
    brc = models.CharField(max_length=4, blank=True, default="")
