"""What a teacher learned in the training line, and colleagues who looked along. All of it is the teacher's own."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, EncryptedTextField, Organisation, Person
from wending.school.rules.observation import State

MINE = "exported; erased with the row; not in research extracts"


class TrainingDone(models.Model):
    """A module of the training line that somebody did, with what they thought looking back."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trainings_done")
    module = models.CharField(max_length=60)
    day = models.DateField()
    looking_back = EncryptedTextField(blank=True)

    personal_owner = "person"
    personal = dict.fromkeys(["person", "module", "day", "looking_back"], MINE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "module"], name="school_training_once")]


class Observation(models.Model):
    """A colleague looked along in somebody's lesson. `seen` maps the number of a sign to a `rules.observation` word.

    Until it is given the observer writes; from then on only the observed has it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    observed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="observations")
    observer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="observations_given")
    module = models.CharField(max_length=60)
    state = models.CharField(
        max_length=10, default=State.ASKED, choices=[(state.value, state.value) for state in State]
    )
    day = models.DateField(null=True, blank=True)
    wish = EncryptedTextField(blank=True)
    seen = EncryptedJSONField(default=dict)
    example = EncryptedTextField(blank=True)
    idea = EncryptedTextField(blank=True)
    asked = models.DateTimeField(auto_now_add=True)
    given = models.DateTimeField(null=True, blank=True)

    personal_owner = "observed"
    personal = dict.fromkeys(
        [
            "id",
            "organisation",
            "observed",
            "module",
            "state",
            "day",
            "wish",
            "seen",
            "example",
            "idea",
            "asked",
            "given",
        ],
        MINE,
    ) | {"observer": "exported; unlinked when they are erased; not in research extracts"}
