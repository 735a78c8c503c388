"""The plan of a person: goals, their steps, what others propose, and the link of the private calendar.

Texts are encrypted, for they tell what somebody longs for. `version` counts changes: who saves on top of a version
that is no longer there saves nothing and sees both.
"""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Person
from wending.dossier.rules.plan import GoalState, Origin, StepState


class Goal(models.Model):
    """Where somebody wants to go. `target`: URI of an occupation; "programme:" or "template:" with a key; or none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    title = EncryptedTextField()
    why = EncryptedTextField(blank=True)
    target = models.CharField(max_length=300, blank=True)
    wished = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in GoalState], default="open")
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "title": "exported; erased with the row; not in research extracts",
        "why": "exported; erased with the row; not in research extracts",
        "target": "exported; erased with the row; in research extracts as a group of occupations",
        "wished": "exported; erased with the row; not in research extracts",
        "state": "exported; erased with the row; in research extracts",
        "version": "exported; erased with the row; not in research extracts",
        "made": "exported; erased with the row; in research extracts as a quarter of a year",
        "changed": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "target"],
                condition=models.Q(state="open") & ~models.Q(target=""),
                name="dossier_open_goal_once",
            )
        ]


class Action(models.Model):
    """A step of a goal. `key` names what it was taken over from, so that it is taken over once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    what = EncryptedTextField()
    first_step = EncryptedTextField(blank=True)
    due = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True, db_index=True)
    # Empty: the person; else somebody in words.
    owner = EncryptedTextField(blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in StepState], default="open")
    done_on = models.DateField(null=True, blank=True)
    # What came of it, in words, and the item of the record that shows it.
    evidence = EncryptedTextField(blank=True)
    item = models.ForeignKey("dossier.Item", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    origin = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Origin], default="own")
    key = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    proposed_for = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    personal_owner = "goal__person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "goal": "exported; erased with the row; not in research extracts",
        "what": "exported; erased with the row; not in research extracts",
        "first_step": "exported; erased with the row; not in research extracts",
        "due": "exported; erased with the row; not in research extracts",
        "remind_on": "exported; erased with the row; not in research extracts",
        "owner": "exported; erased with the row; not in research extracts",
        "state": "exported; erased with the row; in research extracts",
        "done_on": "exported; erased with the row; in research extracts as a quarter of a year",
        "evidence": "exported; erased with the row; not in research extracts",
        "item": "exported; erased with the row; not in research extracts",
        "origin": "exported; erased with the row; in research extracts",
        "key": "exported; erased with the row; not in research extracts",
        "proposed_by": "exported as a name; unlinked when they are erased; not in research extracts",
        "proposed_for": "exported; erased with the row; not in research extracts",
        "version": "exported; erased with the row; not in research extracts",
        "made": "exported; erased with the row; in research extracts as a quarter of a year",
        "changed": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "key"], condition=~models.Q(key=""), name="dossier_step_taken_over_once"
            )
        ]


class Proposal(models.Model):
    """What somebody else would add to a plan or change in it; it waits for the yes of whom the plan is of.

    Without `action` it is a new step; without `goal` one of a new goal called `goal_title`. `based_on` is the version
    of the step that they saw.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proposals")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals")
    goal_title = EncryptedTextField(blank=True)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals")
    content = EncryptedJSONField()
    based_on = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "goal": "exported; erased with the row; not in research extracts",
        "goal_title": "exported; erased with the row; not in research extracts",
        "action": "exported; erased with the row; not in research extracts",
        "content": "exported; erased with the row; not in research extracts",
        "based_on": "exported; erased with the row; not in research extracts",
        "by": "exported as a name; unlinked when they are erased; not in research extracts",
        "organisation": "exported; erased with the row; not in research extracts",
        "made": "exported; erased with the row; not in research extracts",
        "answered": "exported; erased with the row; not in research extracts",
        "is_accepted": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        indexes = [models.Index(fields=["person", "answered"])]


class CalendarLink(models.Model):
    """The private link by which a calendar follows the days of a plan. The table holds only its hash."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    last_used = models.DateField(null=True, blank=True)

    personal_owner = "person"
    personal = {
        "person": "exported; erased with the row; not in research extracts",
        "token_hash": "not exported: leads to the calendar; erased with the row",
        "made": "exported; erased with the row; not in research extracts",
        "until": "exported; erased with the row; not in research extracts",
        "last_used": "exported; erased with the row; not in research extracts",
    }
