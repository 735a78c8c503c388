"""The link by which a parent answers, and what it is about."""

from django.db.models import QuerySet
from django.utils import timezone

from wending.accounts.models import Consent, ParentLink
from wending.accounts.rules.consent import is_minor


def usable_link(token_hash: str, lock: bool = False) -> ParentLink | None:
    """Return the link, nothing where it was answered, is over, or the person has turned sixteen."""
    rows = ParentLink.objects.select_for_update(of=("self",)) if lock else ParentLink.objects.all()
    rows = rows.select_related("person").filter(token_hash=token_hash, answered=None, expires__gt=timezone.now())
    found = rows.first()
    if found is None or not is_minor(found.person.sixteen_on, timezone.localdate()):
        return None
    return found


def asked_in(link: ParentLink) -> QuerySet[Consent]:
    """Return the consents a link is about that still wait."""
    rows = Consent.objects.filter(parent_link=link, parent_confirmed=None, withdrawn=None)
    return rows.select_related("to_person", "to_organisation").order_by("part")
