"""Makes and stops the private link by which a calendar follows a plan."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from wending.dossier.models import CalendarLink
from wending.dossier.queries.plan_calendar import owner_of_calendar, plan_calendar
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

# A link ends by itself; then one makes a new one.
LASTS = timedelta(days=366)


@transaction.atomic
def make_calendar_link(*, by: Actor) -> str:
    """Make a private link and return its token, which is nowhere kept; an earlier link stops working."""
    token = new_token()
    CalendarLink.objects.filter(person=by.me).delete()
    CalendarLink.objects.create(person_id=by.me, token_hash=hash_of(token), until=timezone.localdate() + LASTS)
    record(by=by, verb="made-calendar-link", about=by.key, thing="dossier.plan")
    return token


@transaction.atomic
def stop_calendar_link(*, by: Actor) -> bool:
    """Stop the private link; return whether there was one."""
    count, _rows = CalendarLink.objects.filter(person=by.me).delete()
    if count:
        record(by=by, verb="stopped-calendar-link", about=by.key, thing="dossier.plan")
    return bool(count)


def follow_calendar(*, token: str) -> bytes | None:
    """Return the calendar of a link, in its owner's language, None where the link is over.

    Of the visit only the day is kept: a calendar asks many times a day; its owner wants to know that it still does.
    """
    owner = owner_of_calendar(token)
    if owner is None:
        return None
    today = timezone.localdate()
    CalendarLink.objects.filter(person=owner).exclude(last_used=today).update(last_used=today)
    with override(owner.language):
        return plan_calendar(owner.pk)
