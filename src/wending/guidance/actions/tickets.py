"""Numbers for who walks in: taken at the door or on the page, called by a professional."""

from django.db import transaction
from django.utils import timezone

from wending.guidance.models import Centre, Ticket


@transaction.atomic
def take_number(*, centre: Centre) -> Ticket:
    """Take the next number of today."""
    # The lock on the centre lets one at a time take a number.
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    today = timezone.localdate()
    last = centre.tickets.filter(day=today).order_by("-number").first()
    return Ticket.objects.create(centre=centre, day=today, number=last.number + 1 if last else 1)


@transaction.atomic
def call_next(*, centre: Centre) -> Ticket | None:
    """Call the lowest number of today that was not called; None when nobody waits."""
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    ticket = centre.tickets.filter(day=timezone.localdate(), called=None).order_by("number").first()
    if ticket is not None:
        ticket.called = timezone.now()
        ticket.save(update_fields=["called"])
    return ticket
