"""What a firm or institution offers to schools, on which days, and the places that are taken."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation
from wending.school.rules.outside import OfferState


class Offer(models.Model):
    """An offer of a host. Without `organisation` it was made by somebody without account, who has a link.

    `phases` and `themes` are keys of the rules, `occupations` addresses of occupations. `least_age` 0: no limit told.
    The safety texts are the host's own words; `under_16` and `under_18` say what is not allowed at that age.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="school_offers"
    )
    host = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    what = models.TextField()
    place = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    region = models.CharField(max_length=20, blank=True)
    phases = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    occupations = models.JSONField(default=list)
    most = models.PositiveSmallIntegerField()
    least_age = models.PositiveSmallIntegerField(default=0)
    bring = models.TextField(blank=True)
    under_16 = models.TextField(blank=True)
    under_18 = models.TextField(blank=True)
    contact = EncryptedTextField(blank=True)
    email = models.EmailField()
    phone = EncryptedTextField(blank=True)
    language = models.CharField(max_length=5, default="nl")
    state = models.CharField(max_length=20, default=OfferState.WAITING.value)
    made = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    personal = dict.fromkeys(
        [
            *["id", "organisation", "host", "kind", "title", "what", "place", "postcode", "region", "phases", "themes"],
            *["occupations", "most", "least_age", "bring", "under_16", "under_18", "language", "state", "made"],
            *["version", "is_example"],
        ],
        "not about a person",
    ) | dict.fromkeys(
        ["contact", "email", "phone"],
        "not exported: how a school reaches the host; erased with the offer; not in research extracts",
    )

    def __str__(self) -> str:
        return self.title


class OfferDay(models.Model):
    """A day on which an offer takes groups."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    groups = models.PositiveSmallIntegerField(default=1)

    personal = dict.fromkeys(["offer", "day", "begins", "ends", "groups"], "not about a person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "day"], name="school_offer_day_once")]
        ordering = ["day"]
