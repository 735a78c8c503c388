"""Tables of the ledger: entries, the heads of their chains, and the runs of returning work."""

from django.db import models


class Entry(models.Model):
    """One act. Never changed; `chain` is the key of the person it is about, which is destroyed on erasure."""

    chain = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    role = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    personal = {
        "chain": "the key of the person; kept, but leads to nobody after erasure",
        "number": "exported; kept after erasure, without a name",
        "at": "exported; kept after erasure, without a name",
        "actor": "exported as a name where that is known; kept after erasure, without a name",
        "role": "exported; kept after erasure, without a name",
        "organisation": "exported; kept after erasure",
        "verb": "exported; kept after erasure, without a name; counted in indicators",
        "thing": "exported; kept after erasure, without a name",
        "purpose": "exported; kept after erasure, without a name",
        "reason": "exported; kept after erasure: it is chosen from fixed words and names nobody",
        "before": "exported, to check the chain; kept after erasure",
        "hash": "exported, to check the chain; kept after erasure",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="ledger_entry_once")]
        indexes = [models.Index(fields=["actor", "at"]), models.Index(fields=["at"])]


class Head(models.Model):
    """The end of a chain, and the place up to which old entries were removed when their term was over."""

    chain = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64)
    removed = models.PositiveIntegerField(default=0)
    removed_hash = models.CharField(max_length=64)

    personal = {
        "chain": "the key of the person; kept, but leads to nobody after erasure",
        "count": "kept after erasure, without a name",
        "hash": "kept after erasure",
        "removed": "kept after erasure, without a name",
        "removed_hash": "kept after erasure",
    }


class Run(models.Model):
    """When a round of returning work was last begun and done, and what it said."""

    name = models.CharField(max_length=100, primary_key=True)
    begun = models.DateTimeField(null=True)
    done = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    said = models.TextField(blank=True)
    failed = models.TextField(blank=True)

    personal = {
        "name": "not about a person",
        "begun": "not about a person",
        "done": "not about a person",
        "held_until": "not about a person",
        "said": "counts only, never names",
        "failed": "the kind of error only, never names",
    }
