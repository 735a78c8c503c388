"""The scan of learning at work. Who was asked and what was answered stand apart, with nothing that joins them.

An answer has no person, no time and a random number; at every new answer all answers of the round are written anew in
a random order (`actions/scan.py`), so that the order of rows says nothing. When the round closes, its results are
frozen and both the answers and who was asked are erased.
"""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, Organisation
from wending.work.models.team import Colleague

_FIRM = "not about a person"


class ScanRound(models.Model):
    """A time in which the people of a firm can answer. `results` is there once it `closed`; empty for too few."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="scan_rounds")
    begins = models.DateField()
    closes = models.DateField(db_index=True)
    closed = models.DateField(null=True, blank=True)
    results = models.JSONField(default=dict)

    personal = dict.fromkeys(["id", "organisation", "begins", "closes", "closed", "results"], _FIRM)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(closed=None), name="work_scan_one_open_round"
            )
        ]


class ScanPass(models.Model):
    """That somebody may answer once. `is_used` is seen by nobody; all passes of a round are made before it opens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ScanRound, on_delete=models.CASCADE, related_name="passes")
    colleague = models.ForeignKey(Colleague, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    personal_owner = "colleague__account"
    personal = {
        "id": "not exported: says nothing; erased when the round closes",
        "round": "exported; kept by the firm until the round closes, unlinked from the account; not in extracts",
        "colleague": "exported; kept by the firm until the round closes, unlinked from the account; not in extracts",
        "token_hash": "not exported: opens the questions; erased when the round closes",
        "is_used": "not exported: whether somebody answered is for nobody to see; erased when the round closes",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "colleague"], name="work_scan_pass_once")]


class ScanAnswer(models.Model):
    """What somebody answered; nobody knows who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ScanRound, on_delete=models.CASCADE, related_name="answers")
    content = EncryptedJSONField()

    personal = dict.fromkeys(
        ["id", "round", "content"], "not exported: nobody knows whose it is; erased when the round closes"
    )


class ScanStep(models.Model):
    """A step that a firm agreed to take for a block."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=40)
    due = models.DateField()
    done = models.DateField(null=True, blank=True)

    personal = dict.fromkeys(["id", "organisation", "step", "due", "done"], _FIRM)

    class Meta:
        ordering = ["due"]
