"""What a skill has beyond its URI and names."""

from django.db import models


class Skill(models.Model):
    """Facts of a skill or piece of knowledge."""

    concept = models.OneToOneField(
        "reference.Concept", primary_key=True, on_delete=models.DO_NOTHING, related_name="skill"
    )
    # skill, knowledge, attitude or language.
    type = models.CharField(max_length=12)
    # transversal, cross-sector, sector-specific, occupation-specific, or empty.
    reuse_level = models.TextField(blank=True)
