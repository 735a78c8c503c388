"""Training funds: their schemes, applications of firms and networks, what was decided and paid. No names of workers."""

import uuid

from django.db import models

from wending.accounts.models import Organisation, Person
from wending.work.rules.funding import DECIDED, Purpose, Stage

NOT = "not about a person"


class Scheme(models.Model):
    """A rule of a fund. Amounts are in euro, `rate` in per cent of the costs; empty is not told.

    `source` is where the rule can be read, `objection` how one can object to a decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="schemes")
    name = models.CharField(max_length=120)
    text = models.TextField()
    rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    opens = models.DateField(null=True, blank=True)
    closes = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    objection = models.TextField()
    is_shown = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        [
            *["id", "fund", "name", "text", "rate", "most", "opens", "closes", "source", "objection", "is_shown"],
            "version",
        ],
        NOT,
    )

    def __str__(self) -> str:
        return self.name


class Application(models.Model):
    """A firm or network asks a fund for money. `people` is a number; names do not belong here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="applications")
    purpose = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Purpose])
    title = models.CharField(max_length=120)
    text = models.TextField()
    people = models.PositiveSmallIntegerField()
    costs = models.DecimalField(max_digits=10, decimal_places=2)
    asked = models.DecimalField(max_digits=10, decimal_places=2)
    stage = models.CharField(max_length=10, default=Stage.DRAFT, choices=[(one.value, one.value) for one in Stage])
    granted = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    reasons = models.TextField(blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        [
            *["id", "scheme", "applicant", "purpose", "title", "text", "people", "costs", "asked", "stage", "granted"],
            *["reasons", "decided", "made", "version"],
        ],
        NOT,
    ) | {"decided_by": "not exported: who decided, as the fund's own; unlinked when they are erased"}

    def __str__(self) -> str:
        return self.title

    @property
    def is_decided(self) -> bool:
        """Whether the fund decided."""
        return self.stage in DECIDED


class ApplicationStep(models.Model):
    """One line of what happened to an application, read by both sides. `words` are a question, answer or objection."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    when = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)

    personal = dict.fromkeys(["application", "when", "what", "words", "amount"], NOT)

    class Meta:
        ordering = ["when", "pk"]
