"""The proof of an erasure: that somebody was erased, when and how much; never who. Kept to do it again after a backup
was put back."""

from django.db import models


class Erasure(models.Model):
    """One erased account. Both hashes are of random values, so neither leads back to a person."""

    person_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    counts = models.JSONField()

    personal = {
        "person_hash": "not exported: made at the erasure itself; leads to nobody; kept as proof",
        "code_hash": "not exported: made at the erasure itself; leads to nobody; kept as proof",
        "at": "not exported: made at the erasure itself; kept as proof",
        "counts": "not exported: how many rows of each kind went; kept as proof",
    }
