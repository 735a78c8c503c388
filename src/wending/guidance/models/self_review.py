"""A professional's own look at the five roles; private."""

import uuid

from django.db import models

from wending.accounts.models import EncryptedJSONField, Person


class SelfReview(models.Model):
    """Answers (key of the statement -> 1 to 5) on a day. Nobody else sees them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="self_reviews")
    day = models.DateField()
    answers = EncryptedJSONField()

    personal_owner = "person"
    personal = dict.fromkeys(
        ["id", "person", "day", "answers"], "exported; erased with the row; not in research extracts"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="guidance_review_once_a_day")]
        ordering = ["day"]
