"""When returning work was last done: for the operator's page of health."""

from django.db.models import QuerySet

from wending.ledger.models import Run


def runs() -> QuerySet[Run]:
    """Return all rounds with when they were last done and what failed."""
    return Run.objects.order_by("name")
