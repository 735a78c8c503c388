"""Tells professionals six, three and one months before a registration ends. Safe to run twice."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.guidance.models import Registration
from wending.guidance.queries.growth import register_name
from wending.guidance.rules.profession import reminder_due


@transaction.atomic
def remind_registrations() -> int:
    """Write the reminders that are due into the outbox; return how many are new."""
    today, new = timezone.localdate(), 0
    for row in Registration.objects.filter(until__gte=today, person__is_active=True).select_related("person"):
        if row.until is None or (months := reminder_due(row.until, today)) is None:
            continue
        with override(row.person.language):
            text = _(
                "Je registratie %(name)s loopt tot en met %(day)s.\n\n"
                "Kijk op tijd wat je nodig hebt om te verlengen. In Wending staat je logboek onder Mijn vak."
            ) % {"name": register_name(row), "day": date_format(row.until, "DATE_FORMAT")}
            new += queue_mail(
                address=row.person.email,
                subject=_("Een registratie van jou loopt af"),
                text=text,
                key=f"registration:{row.pk}:{row.until:%Y%m%d}:{months}",
                person=row.person_id,
            )
    return new
