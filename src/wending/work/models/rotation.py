"""Proposed rotations, what people answered, and swaps. A turn stands only where its own person accepted it."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person
from wending.work.models.task import Task
from wending.work.models.team import Colleague, Team
from wending.work.rules.rotation import State


class Rotation(models.Model):
    """A proposal for a team, for one to four weeks from a Monday, and the search for it.

    `inputs` is what was planned with: hours, tasks, who does and may what, and the numbers of what was shown; what was
    shown itself is not copied, so that taking it back takes it away here too. `outcome` is what the search came to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="rotations")
    monday = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    least_blocks = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in State], default="waiting")
    # What an answer was given to before: accepted turns stay, declined ones do not come back.
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    model_version = models.CharField(max_length=40, blank=True)
    inputs: "models.Field[dict[str, Any], dict[str, Any]]" = EncryptedJSONField(default=dict)
    outcome: "models.Field[dict[str, Any], dict[str, Any]]" = EncryptedJSONField(default=dict)

    personal = dict.fromkeys(
        ["id", "team", "monday", "weeks", "least_blocks", "state", "follows", "made", "started", "finished"],
        "not about a person",
    ) | {
        "made_by": "not exported: who asked for it; unlinked when they are erased",
        "model_version": "not about a person",
        "inputs": "not exported: the firm's own hours and tasks, and numbers of what was shown; goes with the team",
        "outcome": "not exported: figures of the whole team; goes with the team",
    }

    class Meta:
        indexes = [models.Index(fields=["state"])]


class Turn(models.Model):
    """Somebody on a task in a week (from 0), in blocks of hours. `buddy`: it is to learn, beside this colleague."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rotation = models.ForeignKey(Rotation, on_delete=models.CASCADE, related_name="turns")
    colleague = models.ForeignKey(Colleague, on_delete=models.CASCADE, related_name="turns")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="turns")
    week = models.PositiveSmallIntegerField()
    blocks = models.PositiveSmallIntegerField()
    buddy = models.ForeignKey(Colleague, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    personal_words = {"": _("Je beurten in roosters")}
    personal_owner = "colleague__account"
    personal = dict.fromkeys(
        ["id", "rotation", "colleague", "task", "week", "blocks"],
        "exported; kept by the firm as its own planning, unlinked from the account",
    ) | {"buddy": "not exported: another person; kept by the firm as its own planning"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rotation", "colleague", "task", "week"], name="work_turn_once")]


class TurnAnswer(models.Model):
    """What somebody said to their turn themselves; nobody else can. The team reads the reason, where there is one."""

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, primary_key=True, related_name="answer")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="turn_answers")
    is_accepted = models.BooleanField()
    reason = EncryptedTextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    personal_words = {"": _("Wat je tegen een beurt zei")}
    personal_owner = "person"
    personal = dict.fromkeys(
        ["turn", "person", "is_accepted", "reason", "at"],
        "exported; erased with the row; not in research extracts",
    )


class Swap(models.Model):
    """Somebody asks a colleague to change turns in one rotation; it happens when the colleague says yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="swaps")
    mine = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="swaps_asked")
    theirs = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="swaps_offered")
    made = models.DateTimeField(auto_now_add=True)

    personal_words = {"": _("Met wie je wilde ruilen")}
    personal_owner = "asked_by"
    personal = dict.fromkeys(
        ["id", "asked_by", "mine", "theirs", "made"],
        "exported; erased with the row, and once it was answered; not in research extracts",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mine", "theirs"], name="work_swap_once")]
