"""From work to work: a group whose work ends, who joined it by their own choice, proposals, and their next steps.

The firm's own rows (`Moving`, `MovingInvite`) say whom it told; `Mover` and what hangs on it are the person's own.
Leaving deletes the person's rows.
"""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Organisation, Person
from wending.work.models.team import Colleague
from wending.work.rules.moving import Council, State, StepOwner, Word

_FIRM = "not about a person"
_OWN = "exported; erased with the row, also when the person leaves the group; not in research extracts"


class Moving(models.Model):
    """A group whose work ends at a firm. `published`: counts as they were frozen, oldest first; `draw` names the lot.

    `guide` is who guides, of `guide_organisation`; they see only who chose to show themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="movings")
    name = models.CharField(max_length=120)
    reason = models.TextField()
    ends = models.DateField()
    council = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Council])
    guide_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="guided_movings"
    )
    guide = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    opened = models.DateField(auto_now_add=True)
    closed = models.DateField(null=True, blank=True)
    published = models.JSONField(default=list)
    draw = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)

    personal = dict.fromkeys(
        [
            "id",
            "organisation",
            "name",
            "reason",
            "ends",
            "council",
            "guide_organisation",
            "opened",
            "closed",
            "published",
            "draw",
            "version",
        ],
        _FIRM,
    ) | {"guide": "not exported: who guides the group; unlinked when they are erased"}

    class Meta:
        ordering = ["-opened", "name"]

    def __str__(self) -> str:
        return self.name


class MovingInvite(models.Model):
    """That the firm told somebody of the group. Not whether they joined."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    moving = models.ForeignKey(Moving, on_delete=models.CASCADE, related_name="invites")
    colleague = models.ForeignKey(Colleague, on_delete=models.CASCADE, related_name="+")
    sent = models.DateField(auto_now_add=True)

    personal_owner = "colleague__account"
    personal = dict.fromkeys(
        ["id", "moving", "colleague", "sent"],
        "exported; kept by the firm, unlinked from the account; not in research extracts",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moving", "colleague"], name="work_moving_invite_once")]


class Mover(models.Model):
    """Somebody who joined. `uses`: the parts of their record that matching may read; the limits are hard.

    `counted_as` is the state in which they were last counted in what the firm may see; empty for never.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    moving = models.ForeignKey(Moving, on_delete=models.CASCADE, related_name="movers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="moves")
    joined = models.DateField(auto_now_add=True)
    uses = models.JSONField(default=list)
    hours_low = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_high = models.PositiveSmallIntegerField(null=True, blank=True)
    level_low = models.FloatField(null=True, blank=True)
    level_high = models.FloatField(null=True, blank=True)
    regions = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in State], default=State.LOOKING.value
    )
    shows_state = models.BooleanField(default=False)
    counted_as = models.CharField(max_length=10, blank=True)
    # The last day on which the guide saw them in the list: one entry a day in the ledger.
    guide_saw = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_owner = "person"
    personal = dict.fromkeys(
        [
            "id",
            "moving",
            "person",
            "joined",
            "uses",
            "hours_low",
            "hours_high",
            "level_low",
            "level_high",
            "regions",
            "state",
            "shows_state",
            "counted_as",
            "guide_saw",
            "version",
        ],
        _OWN,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moving", "person"], name="work_mover_once")]


class Proposal(models.Model):
    """An opening proposed to somebody. `fit` 0 to 1, `place` in their own order; the firm sees it only after "yes"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mover = models.ForeignKey(Mover, on_delete=models.CASCADE, related_name="proposals")
    opening = models.ForeignKey("work.Opening", on_delete=models.CASCADE, related_name="+")
    is_stable = models.BooleanField(default=False)
    is_optimal = models.BooleanField(default=False)
    fit = models.FloatField()
    place = models.PositiveSmallIntegerField()
    made = models.DateField()
    word = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Word], default=Word.OPEN.value)
    text = EncryptedTextField(blank=True)
    answer = EncryptedTextField(blank=True)
    answered = models.DateField(null=True, blank=True)

    personal_owner = "mover__person"
    personal = dict.fromkeys(
        [
            "id",
            "mover",
            "opening",
            "is_stable",
            "is_optimal",
            "fit",
            "place",
            "made",
            "word",
            "text",
            "answer",
            "answered",
        ],
        _OWN,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mover", "opening"], name="work_proposal_once")]
        ordering = ["place", "id"]


class MoverStep(models.Model):
    """What is done next for somebody: by whom and before when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mover = models.ForeignKey(Mover, on_delete=models.CASCADE, related_name="steps")
    text = EncryptedTextField()
    due = models.DateField()
    owner = models.CharField(max_length=10, choices=[(one.value, one.value) for one in StepOwner])
    done = models.DateField(null=True, blank=True)

    personal_owner = "mover__person"
    personal = dict.fromkeys(["id", "mover", "text", "due", "owner", "done"], _OWN)

    class Meta:
        ordering = ["due", "id"]
