"""One edition of one source, with its terms and its state. Readers see the newest ready release of each source."""

from django.db import models


class Release(models.Model):
    """An edition of ESCO, O*NET, the crosswalk or the embedded catalogue, as it was loaded.

    A load makes the row as `importing`, fills the other tables in small transactions and turns it `ready` in one step;
    the older release becomes `retired` in the same step and its rows are removed afterwards. Only the row in this
    table stays, as history. A release that is still `importing` when a load begins is what a killed load left behind.
    """

    class State(models.TextChoices):
        IMPORTING = "importing"
        READY = "ready"
        RETIRED = "retired"

    source = models.CharField(max_length=16)
    version = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=State.choices, default=State.IMPORTING)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    # Where the source is published: shown as a citation, never fetched.
    url = models.CharField(max_length=300, blank=True)
    terms = models.TextField()
    credit = models.TextField()
    # As precise as it is known: "2024", "2024-05", "2024-05-15", or empty.
    published = models.CharField(max_length=10, blank=True)
    languages = models.JSONField(default=list)
    # The language whose files gave the facts that do not depend on language.
    base_language = models.CharField(max_length=8, blank=True)
    # Of the content in canonical order: two loads with the same digest are the same release.
    digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    started = models.DateTimeField(auto_now_add=True)
    ready = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["source", "state"], name="reference_release_state")]

    def __str__(self) -> str:
        return f"{self.source} {self.version} ({self.state})"
