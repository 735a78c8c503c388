"""What a conversation was about: one word of a short list, chosen by the professional. Never free text."""

from django.db import models

from wending.guidance.models.appointment import Appointment


class QuestionTheme(models.Model):
    """The theme of one conversation that was; a key of the data file."""

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="theme")
    theme = models.CharField(max_length=20)

    personal_owner = "appointment__person"
    personal = {
        "appointment": "exported; erased with the row; not in research extracts",
        "theme": "exported; erased with the row; in research extracts as a count",
    }
