"""Tables of questionnaires: what people took, the editions that were in use, and how reliable scales proved."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, Person

_NOT_PERSONAL = "not about a person"


class Sitting(models.Model):
    """One taking of one instrument by somebody with an account. At most one of each instrument is unfinished."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sittings")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    form = models.CharField(max_length=5)
    lang = models.CharField(max_length=8)
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)
    answers = EncryptedJSONField()
    results = EncryptedJSONField()

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "instrument": "exported; erased with the row; in research: only which one it was",
        "version": "exported; erased with the row; not in research extracts",
        "form": "exported; erased with the row; not in research extracts",
        "lang": "exported; erased with the row; not in research extracts",
        "started": "exported; erased with the row; not in research extracts",
        "finished": "exported; erased with the row; in research, in extracts as a quarter of a year",
        "answers": "exported; erased with the row; counted in totals of 30 people or more, not in research extracts",
        "results": "exported; erased with the row; in research as one score, with consent for results",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "instrument"], condition=models.Q(finished=None), name="instruments_one_open"
            )
        ]
        indexes = [models.Index(fields=["person", "instrument", "finished"])]


class Edition(models.Model):
    """A version of an instrument with its files, kept so that older sittings stay explained.

    `is_added` tells that a professional added it; of those the newest of each instrument is in use.
    """

    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    files = models.JSONField()
    is_added = models.BooleanField(default=False)
    added = models.DateTimeField(auto_now_add=True)
    organisation = models.CharField(max_length=200, blank=True)

    personal = dict.fromkeys(
        ["instrument", "version", "digest", "files", "is_added", "added", "organisation"], _NOT_PERSONAL
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "version"], name="instruments_version_once")]


class Measure(models.Model):
    """How reliable a scale of one version proved, in totals of 30 people or more. `found` holds the coefficients."""

    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    scale = models.CharField(max_length=40)
    n = models.PositiveIntegerField()
    found = models.JSONField()
    # Per item its slope and thresholds, where enough people answered to estimate them; else empty.
    items = models.JSONField(default=dict)
    computed = models.DateTimeField()

    personal = dict.fromkeys(["instrument", "version", "scale", "n", "found", "items", "computed"], _NOT_PERSONAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "version", "scale"], name="instruments_measure_once")
        ]
