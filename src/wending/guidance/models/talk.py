"""Kinds of conversations of a centre: how long, where, for how many."""

from django.db import models
from django.utils.translation import get_language

from wending.guidance.models.centre import Centre
from wending.guidance.rules.words import Way


class TalkKind(models.Model):
    """One kind of conversation one can book. With more than one seat it is a group, at moments the centre sets."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="kinds")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    about = models.CharField(max_length=300, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way], default=Way.PLACE.value)
    minutes = models.PositiveSmallIntegerField(default=45)
    # Minutes after it in which nothing else is booked.
    buffer = models.PositiveSmallIntegerField(default=15)
    seats = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        [
            *["centre", "key", "name", "name_en", "about", "about_en", "way", "minutes", "buffer", "seats", "order"],
            *["is_open", "version"],
        ],
        "not about a person",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "key"], name="guidance_kind_once")]
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the page, Dutch where there is no other."""
        return (self.name_en if get_language() == "en" else "") or self.name

    @property
    def summary(self) -> str:
        """What it is, in the language of the page, Dutch where there is no other."""
        return (self.about_en if get_language() == "en" else "") or self.about

    @property
    def is_group(self) -> bool:
        """Whether several people come together."""
        return self.seats > 1
