"""Time that is taken, in cells of five minutes. The database lets no cell be taken twice: that is what makes double
booking impossible, on every database and whatever the program does."""

from django.db import models

from wending.guidance.models.appointment import Appointment, Session, Waiting


class Held(models.Model):
    """One cell of one professional ("p:<id>") or room ("r:<id>"), or one seat of a session ("s:<id>")."""

    resource = models.CharField(max_length=50)
    # Minutes since 1970 (UTC) divided by five, or the number of the seat.
    cell = models.BigIntegerField()
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.CASCADE, related_name="held")
    session = models.ForeignKey(Session, null=True, on_delete=models.CASCADE, related_name="held")
    waiting = models.ForeignKey(Waiting, null=True, on_delete=models.CASCADE, related_name="held")

    personal_owner = "appointment__person"
    personal = dict.fromkeys(
        ["resource", "cell", "appointment", "session", "waiting"], "not exported: the appointment is; erased with it"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "cell"], name="guidance_taken_once"),
            models.CheckConstraint(
                condition=models.Q(appointment__isnull=False)
                | models.Q(session__isnull=False)
                | models.Q(waiting__isnull=False),
                name="guidance_held_for_something",
            ),
        ]
