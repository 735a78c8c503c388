"""What a person may read of the ledger: the acts about themselves."""

from django.db.models import QuerySet

from wending.ledger.models import Entry


def entries_about(chain: str) -> QuerySet[Entry]:
    """Return the acts about the person with this key, newest first. Pass the key of who asks, never another."""
    return Entry.objects.filter(chain=chain).order_by("-number")
