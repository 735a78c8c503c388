"""Code lists that figures speak in, such as BRC 2014, with the names that their sources give."""

from django.db import models


class Code(models.Model):
    """An entry of a code list; `broader` is a code of the same list, empty at the top."""

    release = models.ForeignKey("reference.Release", on_delete=models.DO_NOTHING, related_name="codes")
    system = models.CharField(max_length=24)
    code = models.CharField(max_length=64)
    name_nl = models.TextField()
    name_en = models.TextField(blank=True)
    broader = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["release", "system", "code"], name="reference_code_code")]

    def __str__(self) -> str:
        return f"{self.system} {self.code}"
