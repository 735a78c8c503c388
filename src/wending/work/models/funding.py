"""Schemes of a fund, and what firms and networks ask of it. No names of people who learn or move stand here."""

import uuid

from django.db import models

from wending.accounts.models import Organisation, Person
from wending.work.models.moving import Moving
from wending.work.rules.funding import Kind, State

_FIRM = "not about a person"


class Scheme(models.Model):
    """What a fund pays for. Empty and None mean: not told. `source` says where the rules stand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="schemes")
    name = models.CharField(max_length=120)
    whom = models.CharField(max_length=300, blank=True)
    rules = models.TextField(blank=True)
    rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        ["id", "fund", "name", "whom", "rules", "rate", "most", "begins", "ends", "source", "version"], _FIRM
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FundingRequest(models.Model):
    """A request of a firm or network. Amounts in euros; `people` is a number, never who. `decided_by` decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="requests")
    applicant = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="funding_requests")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Kind])
    moving = models.ForeignKey(Moving, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=120)
    plan = models.TextField()
    proof = models.TextField(blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    begins = models.DateField(null=True, blank=True)
    costs = models.DecimalField(max_digits=10, decimal_places=2)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in State], default=State.DRAFT.value
    )
    granted = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    reasons = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    objection = models.TextField(blank=True)
    paid = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        [
            "id",
            "scheme",
            "applicant",
            "kind",
            "moving",
            "title",
            "plan",
            "proof",
            "people",
            "begins",
            "costs",
            "amount",
            "state",
            "granted",
            "reasons",
            "objection",
            "paid",
            "version",
        ],
        _FIRM,
    ) | {"decided_by": "not exported: who of the fund decided; unlinked when they are erased"}


class FundingEvent(models.Model):
    """What happened to a request, when, and of which organisation. Never changed."""

    request = models.ForeignKey(FundingRequest, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10)
    by = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)

    personal = dict.fromkeys(["request", "at", "state", "by", "amount"], _FIRM)

    class Meta:
        ordering = ["at", "pk"]
