"""When professionals can be booked: hours that return each week, and time off."""

from django.db import models

from wending.accounts.models import Person
from wending.guidance.models.centre import Centre

MINE = "exported; erased with the row; not in research extracts"


class Availability(models.Model):
    """Hours of a weekday (0 is Monday) in which a professional of a centre can be booked, by the clock there."""

    professional = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="availability")
    weekday = models.PositiveSmallIntegerField()
    begins = models.TimeField()
    ends = models.TimeField()

    personal_owner = "professional"
    personal = dict.fromkeys(["professional", "centre", "weekday", "begins", "ends"], MINE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="guidance_weekday"),
            models.CheckConstraint(condition=models.Q(begins__lt=models.F("ends")), name="guidance_hours_in_order"),
        ]
        ordering = ["weekday", "begins"]


class Leave(models.Model):
    """Time in which a professional cannot be booked. No reason is asked."""

    professional = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    personal_owner = "professional"
    personal = dict.fromkeys(["professional", "begins", "ends"], MINE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(begins__lt=models.F("ends")), name="guidance_leave_in_order")
        ]
        ordering = ["begins"]


class Feed(models.Model):
    """The private link by which a professional's own calendar program reads the agenda; a new one ends the old."""

    professional = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now=True)

    personal_owner = "professional"
    personal = {"professional": MINE, "token_hash": "not exported; erased with the row", "made": MINE}
