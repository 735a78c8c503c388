"""What the outbox holds, in counts, for the operator: never an address or a text."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from wending.accounts.models import Mail


@dataclass(frozen=True, slots=True)
class Outbox:
    """Counts of mail: waiting for its first try, failed for now, given up, sent and not yet removed."""

    waiting: int
    failed: int
    given_up: int
    sent: int
    oldest: datetime | None
    reasons: dict[str, int]


def outbox(pauses: int) -> Outbox:
    """Return what the outbox holds; `pauses` is how often a mail is tried again."""
    open_ = Mail.objects.filter(sent=None)
    reasons = open_.exclude(failed="").values_list("failed").annotate(count=Count("pk")).order_by("-count")
    return Outbox(
        waiting=open_.filter(tries=0).count(),
        failed=open_.filter(tries__gt=0, tries__lte=pauses).count(),
        given_up=open_.filter(tries__gt=pauses).count(),
        sent=Mail.objects.exclude(sent=None).count(),
        oldest=open_.aggregate(oldest=Min("made"))["oldest"],
        reasons=dict(reasons),
    )
