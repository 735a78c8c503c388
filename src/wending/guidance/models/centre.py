"""A centre where people can talk with a professional: where it is, when it is open, how one gets in."""

import uuid
from typing import Any

from django.db import models

from wending.accounts.models import Organisation


class Centre(models.Model):
    """What a centre tells of itself. Its name, region and whether it is an example stand in its organisation.

    `hours` and `walk_in` map a weekday ("0" is Monday) to pairs of clock times, [["09:00", "17:00"]];
    `exceptions` maps a day ("2026-12-25") to such pairs, none for a closed day. `facts` are of `rules.words`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="centre")
    slug = models.SlugField(max_length=80, unique=True)
    is_open = models.BooleanField(default=True)
    about = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=100)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.JSONField(default=dict)
    exceptions = models.JSONField(default=dict, blank=True)
    walk_in = models.JSONField(default=dict, blank=True)
    languages = models.JSONField(default=list)
    facts = models.JSONField(default=list, blank=True)
    # The centre's own service for video; a conversation gets an unguessable room below this address.
    video_address = models.URLField(blank=True)
    # Office hours within which a message gets an answer.
    answer_hours = models.PositiveSmallIntegerField(default=16)
    # Hours before a conversation until when it can be booked, and moved or cancelled; hours it is held for who waits.
    lead_hours = models.PositiveSmallIntegerField(default=24)
    change_hours = models.PositiveSmallIntegerField(default=24)
    hold_hours = models.PositiveSmallIntegerField(default=24)
    days_ahead = models.PositiveSmallIntegerField(default=42)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        [
            *["id", "organisation", "slug", "is_open", "about", "address", "postcode", "place", "phone", "email"],
            *["hours", "exceptions", "walk_in", "languages", "facts", "video_address", "answer_hours", "lead_hours"],
            *["change_hours", "hold_hours", "days_ahead", "version"],
        ],
        "not about a person",
    )

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def is_example(self) -> bool:
        """Whether the centre is made up, to look along with."""
        return self.organisation.is_example

    @property
    def where(self) -> str:
        """Where it is, on one line."""
        town = f"{self.postcode} {self.place}".strip()
        return f"{self.address}, {town}" if self.address else town


class Room(models.Model):
    """A room in which conversations are held. A closed one gets no new ones."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=100)
    seats = models.PositiveSmallIntegerField(default=2)
    is_step_free = models.BooleanField(default=True)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    personal: dict[str, Any] = dict.fromkeys(
        ["centre", "name", "seats", "is_step_free", "is_open", "version"], "not about a person"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="guidance_room_once")]

    def __str__(self) -> str:
        return self.name
