"""Which code of one list corresponds to which code of another, such as ISCO-08 and BRC 2014."""

from django.db import models


class CodeLink(models.Model):
    """One correspondence, in one direction; a code can have several."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="code_links")
    from_system = models.CharField(max_length=24)
    from_code = models.CharField(max_length=200)
    to_system = models.CharField(max_length=24)
    to_code = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["release", "from_system", "from_code"], name="reference_code_link_from")]
