"""A development talk, prepared by whom it is about: own questions and answers, chosen goals, shown until a day."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Organisation, Person


class Talk(models.Model):
    """One talk somebody prepares with their firm. Only while `until` is today or later does `reader` see it.

    `lines`: a list of {"question", "answer", "is_shown"}. What is not shown stays with its owner.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="work_talks")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(null=True, blank=True)
    lines = EncryptedJSONField(default=list)
    reader = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "organisation", "day", "lines", "until", "version", "made", "changed"],
        "exported; erased with the row; not in research extracts",
    ) | {"reader": "exported as a name; unlinked when they are erased; not in research extracts"}


class TalkGoal(models.Model):
    """A goal of one's own plan that is shown with a talk. It is read from the plan: gone there is gone here."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey("dossier.Goal", on_delete=models.CASCADE, related_name="+")

    personal_owner = "talk__person"
    personal = dict.fromkeys(["talk", "goal"], "exported; erased with the row; not in research extracts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "goal"], name="work_talk_goal_once")]


class TalkReply(models.Model):
    """What the reader wrote back. It is for whom the talk is about, and theirs."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = EncryptedTextField()
    made = models.DateTimeField(auto_now_add=True)

    personal_owner = "talk__person"
    personal = dict.fromkeys(["talk", "text", "made"], "exported; erased with the row; not in research extracts") | {
        "by": "exported as a name; unlinked when they are erased; not in research extracts"
    }
