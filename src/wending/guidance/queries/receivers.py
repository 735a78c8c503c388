"""To which organisations a client can be referred."""

from django.db.models import QuerySet

from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.roles import GUIDING, Role


def organisations_with_professionals() -> QuerySet[Organisation]:
    """Return the organisations whose professionals guide people, and where one works now, by name."""
    seats = Membership.objects.filter(role=Role.PROFESSIONAL, ended=None, organisation__kind__in=GUIDING)
    return Organisation.objects.filter(pk__in=seats.values("organisation")).order_by("name")
