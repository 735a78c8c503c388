"""Mails a reminder of a step on the day that somebody chose, once, without telling what the step is."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.dossier.models import Action
from wending.dossier.rules.plan import GoalState, StepState

# Nobody is woken; and a reminder of longer ago than this, of a worker that stood still, is none any more.
FROM_HOUR, STILL = 8, timedelta(days=3)


def send_reminders(*, now: datetime | None = None) -> int:
    """Queue a mail for each open step whose day has come; return how many are new. Safe to do again."""
    here = timezone.localtime(now)
    if here.hour < FROM_HOUR:
        return 0
    rows = Action.objects.filter(
        state=StepState.OPEN,
        goal__state=GoalState.OPEN,
        goal__person__is_active=True,
        remind_on__lte=here.date(),
        remind_on__gte=here.date() - STILL,
    )
    return sum(_remind(row) for row in rows.select_related("goal__person").order_by("pk"))


def _remind(row: Action) -> bool:
    person = row.goal.person
    with override(person.language):
        where = settings.SITE_ADDRESS + reverse("dossier:plan")
        return queue_mail(
            address=person.email,
            subject=_("Een herinnering van Wending"),
            text=_(
                "Je wilde vandaag een herinnering aan een stap in je plan.\n\n"
                "Kijk hier wat het was:\n%(where)s\n\n"
                "Wil je dit niet meer? Haal dan de dag weg bij de stap."
            )
            % {"where": where},
            key=f"plan:{row.pk}:{row.remind_on}",
            person=person.pk,
        )
