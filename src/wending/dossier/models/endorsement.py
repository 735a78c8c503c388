"""An endorsement: somebody else tells in what they saw that a person can do something."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedTextField, Person
from wending.dossier.models.feedback import FeedbackAnswer
from wending.dossier.rules.people import Giver


class Endorsement(models.Model):
    """The words of a giver about one skill, as they wrote them. Made out of an answer, never typed by its owner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="endorsements")
    answer = models.ForeignKey(
        FeedbackAnswer, null=True, blank=True, on_delete=models.SET_NULL, related_name="endorsements"
    )
    # Which question the words answered: an answer is turned into an endorsement once per skill.
    question = models.CharField(max_length=40)
    skill_uri = models.CharField(max_length=300, blank=True)
    skill_name = models.CharField(max_length=200, blank=True)
    behaviour = EncryptedTextField()
    giver = models.CharField(max_length=20, choices=[(giver.value, giver.value) for giver in Giver])
    giver_name = EncryptedTextField(blank=True)
    given = models.DateField()

    personal_owner = "person"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "person": "exported; erased with the row; not in research extracts",
        "answer": "exported; erased with the row; not in research extracts",
        "question": "exported; erased with the row; not in research extracts",
        "skill_uri": "exported; erased with the row; in research extracts",
        "skill_name": "exported; erased with the row; not in research extracts",
        "behaviour": "exported; erased with the row; not in research extracts",
        "giver": "exported; erased with the row; not in research extracts",
        "giver_name": "exported as the giver wrote it; erased with the row; not in research extracts",
        "given": "exported; erased with the row; not in research extracts",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "question", "skill_uri", "skill_name"], name="dossier_endorsed_once_per_answer"
            ),
            models.CheckConstraint(
                condition=~(models.Q(skill_uri="") & models.Q(skill_name="")), name="dossier_endorsement_names_a_skill"
            ),
        ]
