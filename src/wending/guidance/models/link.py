"""Private links for who has no account: each opens one thing, until a moment. Only the hash of the link is kept."""

from django.db import models

from wending.guidance.models.appointment import Appointment, Waiting
from wending.guidance.models.conversation import Conversation


class Link(models.Model):
    """A link to one appointment, waiting place or conversation."""

    token_hash = models.CharField(max_length=64, unique=True)
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.CASCADE, related_name="links")
    waiting = models.ForeignKey(Waiting, null=True, on_delete=models.CASCADE, related_name="links")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE, related_name="links")
    until = models.DateTimeField(db_index=True)

    personal_owner = "appointment__person"
    personal = dict.fromkeys(
        ["token_hash", "appointment", "waiting", "conversation", "until"],
        "not exported: opens a private page; erased with what it opens",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(appointment__isnull=False, waiting=None, conversation=None)
                | models.Q(appointment=None, waiting__isnull=False, conversation=None)
                | models.Q(appointment=None, waiting=None, conversation__isnull=False),
                name="guidance_link_to_one",
            )
        ]
