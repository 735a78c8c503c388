"""People of a firm and the teams in which they work, as the firm knows them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wending.accounts.models import Organisation, Person


class Colleague(models.Model):
    """Somebody who works at a firm. The name and hours are the firm's own administration.

    `account` is who they are here, once they joined with their own account; what stands in the account is not the
    firm's. After `ended` the firm sees nothing of them any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="colleagues")
    account = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="at_firms")
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    ended = models.DateField(null=True, blank=True)

    personal_words = {"": _("Waar je werkt, volgens het bedrijf")}
    personal_owner = "account"
    personal = dict.fromkeys(
        ["id", "organisation", "name", "email", "hours", "ended"],
        "exported; kept by the firm as its own administration, without the account; not in research extracts",
    ) | {"account": "exported; unlinked when the account is erased; not in research extracts"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account"],
                condition=models.Q(ended=None, account__isnull=False),
                name="work_colleague_account_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People of one firm who do work together. A small firm is one team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)
    ended = models.DateField(null=True, blank=True)

    personal = dict.fromkeys(["id", "organisation", "name", "version", "ended"], "not about a person")

    def __str__(self) -> str:
        return self.name


class TeamPlace(models.Model):
    """Somebody in a team; `is_lead` = leads it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="places")
    colleague = models.ForeignKey(Colleague, on_delete=models.CASCADE, related_name="places")
    is_lead = models.BooleanField(default=False)

    personal_words = {"": _("Je teams op het werk")}
    personal_owner = "colleague__account"
    personal = dict.fromkeys(
        ["team", "colleague", "is_lead"],
        "exported; kept by the firm, unlinked from the account; not in research extracts",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "colleague"], name="work_place_once")]
