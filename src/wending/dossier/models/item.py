"""An item of a record: one thing somebody did or learned, paid or not."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.dossier.rules.record import Kind

# How much of a date is known; what is not known is 1 in the column and is never shown.
PRECISIONS = (("year", "year"), ("month", "month"), ("day", "day"))


class Item(models.Model):
    """Something on the timeline. Without `end`, `is_ongoing` tells "until now" from "I do not know"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dossier_items")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    title = models.CharField(max_length=200)
    # URI of the occupation or programme in the reference data, or empty.
    uri = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    # ISO 3166-1, two capitals.
    country = models.CharField(max_length=2, blank=True)
    begin = models.DateField(null=True, blank=True)
    begin_precision = models.CharField(max_length=5, choices=PRECISIONS, blank=True)
    end = models.DateField(null=True, blank=True)
    end_precision = models.CharField(max_length=5, choices=PRECISIONS, blank=True)
    is_ongoing = models.BooleanField(default=False)
    description = EncryptedTextField(blank=True)
    # EQF or NLQF level and field of what was learned, as a file told them.
    level = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=200, blank=True)
    # A language: code, is_mother_tongue and levels, as in rules.record.LanguageLevel.
    language = models.JSONField(null=True, blank=True)
    # Addresses on the web: a list of {"url", "label"}.
    links = models.JSONField(default=list, blank=True)
    # Which file it came from, for finding it again when the file is read twice; empty when typed in.
    origin = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    added = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "kind": "exported; erased with the row; in research extracts",
        "title": "exported; erased with the row; not in research extracts",
        "uri": "exported; erased with the row; in research extracts",
        "organisation": "exported; erased with the row; not in research extracts",
        "place": "exported; erased with the row; not in research extracts",
        "country": "exported; erased with the row; not in research extracts",
        "begin": "exported; erased with the row; not in research extracts",
        "begin_precision": "exported; erased with the row; not in research extracts",
        "end": "exported; erased with the row; not in research extracts",
        "end_precision": "exported; erased with the row; not in research extracts",
        "is_ongoing": "exported; erased with the row; not in research extracts",
        "description": "exported; erased with the row; not in research extracts",
        "level": "exported; erased with the row; not in research extracts",
        "field": "exported; erased with the row; not in research extracts",
        "language": "exported; erased with the row; not in research extracts",
        "links": "exported; erased with the row; not in research extracts",
        "origin": "exported; erased with the row; not in research extracts",
        "version": "exported; erased with the row; not in research extracts",
        "added": "exported; erased with the row; in research, in extracts as a quarter of a year",
        "changed": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        indexes = [models.Index(fields=["person", "kind"])]

    def __str__(self) -> str:
        return self.title
