"""A referral of a client to another professional or organisation."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.guidance.models.case import Case
from wending.guidance.rules.case import Line
from wending.guidance.rules.referral import ReferralState


class Referral(models.Model):
    """A request to take over or join; the receiver sees nothing before the client's yes.

    `to_name` names a receiver who does not use Wending, or is an address until the client's yes; `parts` are those of
    the record that the client handed over; `led_to` is the case that the receiver opened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    from_person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    to_organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    to_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    line = models.CharField(max_length=10, choices=[(line.value, line.value) for line in Line])
    reason = EncryptedTextField()
    meet_on = models.DateField(null=True, blank=True)
    parts = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, default=ReferralState.ASKED.value, choices=[(one.value, one.value) for one in ReferralState]
    )
    answer = EncryptedTextField(blank=True)
    asked = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    led_to = models.ForeignKey(Case, null=True, blank=True, on_delete=models.SET_NULL, related_name="came_from")

    personal_owner = "case__client"
    personal = dict.fromkeys(
        [
            "id", "case", "to_organisation", "to_name", "line", "reason", "meet_on", "parts", "state", "answer",
            "asked", "changed", "led_to",
        ],
        "exported; erased with the row; not in research extracts",
    ) | dict.fromkeys(
        ["from_person", "to_person"], "exported as a name; unlinked when they are erased; not in research extracts"
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "state"], name="guidance_referral_to")]
