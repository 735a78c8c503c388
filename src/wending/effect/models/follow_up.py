"""Questionnaires of a study: what is asked when, who is asked, and the answers under another name.

An ask knows the person and not what they told; an answer knows the pseudonym in the study and not the person. Neither
keeps the day of answering, by which the two could be laid side by side. Only the research key leads from a person to
their answer, so that they can take it back.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from wending.accounts.models import EncryptedJSONField, Person
from wending.effect.models.study import Study
from wending.effect.rules.follow_up import Arm, AskState, Terms


class Wave(models.Model):
    """Some outcomes asked at one horizon in days. version: of the questions. reason: why it came after registration.

    A wave is closed, never changed or removed: what was asked of whom must stay to be seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="waves")
    horizon = models.PositiveSmallIntegerField()
    outcomes: "models.Field[list[str], list[str]]" = models.JSONField()
    version = models.PositiveSmallIntegerField()
    opens = models.DateField()
    closes = models.DateField(null=True, blank=True)
    remind_after = models.PositiveSmallIntegerField()
    last_after = models.PositiveSmallIntegerField()
    open_for = models.PositiveSmallIntegerField()
    was_registered = models.BooleanField()
    was_opened = models.BooleanField()
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        [
            *("id", "study", "horizon", "outcomes", "version", "opens", "closes", "remind_after", "last_after"),
            *("open_for", "was_registered", "was_opened", "reason", "made"),
        ],
        "not about a person",
    ) | {"made_by": "not exported: who set it up for the organisation; unlinked when they are erased"}

    class Meta:
        ordering = ["horizon", "made"]
        constraints = [
            models.CheckConstraint(
                condition=Q(remind_after__gt=0) & Q(last_after__gt=F("remind_after")) & Q(open_for__gt=F("last_after")),
                name="effect_wave_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(was_registered=False) | ~Q(reason=""), name="effect_late_wave_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.study)

    @property
    def terms(self) -> Terms:
        """When it asks."""
        return Terms(self.opens, self.closes, self.remind_after, self.last_after, self.open_for)


class Ask(models.Model):
    """One person in one wave: when they were asked and what became of it, not what they told nor when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    arm = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Arm])
    due = models.DateField()
    until = models.DateField()
    token_hash = models.CharField(max_length=64, unique=True)
    sent = models.DateField()
    reminded = models.DateField(null=True, blank=True)
    reminded_last = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in AskState], default=AskState.OPEN.value
    )
    # They want no more mail about this study, whatever became of this ask.
    is_stopped = models.BooleanField(default=False)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "wave", "person", "due", "until", "sent", "reminded", "reminded_last", "state", "is_stopped"],
        "exported; erased with the row; not in research extracts",
    ) | {
        "arm": "exported; erased with the row; not in research extracts: data sets hold exposures",
        "token_hash": "not exported: a hash of a link; erased with the row",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "person"], name="effect_asked_once")]
        indexes = [models.Index(fields=["state", "until"])]


class WaveAnswer(models.Model):
    """What somebody told in a wave, under their name in the study; None is unknown. `week` is the Monday before it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="answers")
    name = models.CharField(max_length=32)
    values: "models.Field[Any, Any]" = EncryptedJSONField()
    week = models.DateField()

    personal = {
        "id": "not exported: holds no person",
        "wave": "exported by `queries.apart`; in research as the horizon",
        "name": "not exported: a pseudonym; deleted with the ask, when the person is erased or stops",
        "values": "exported by `queries.apart`: found with the research key only; in research as outcomes",
        "week": "exported by `queries.apart`; in research as the day of an outcome",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "name"], name="effect_answered_once")]
