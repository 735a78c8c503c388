"""Who works at a school now: what the pages for staff begin with. Learners and who left are nobody here."""

from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.school.models import SchoolPerson
from wending.school.queries.scope import here_now, own_staff_row


def works_here(actor: Actor) -> bool:
    """Return whether somebody acts for a school now; teachers and mentors only while its roster has them."""
    if actor.organisation_kind != Kind.SCHOOL or not actor.is_person or not actor.has_second_factor:
        return False
    return actor.role == Role.MANAGER or own_staff_row(actor) is not None


def teaches_here(actor: Actor) -> bool:
    """Return whether somebody is among the staff of the school for which they act, as more than its manager."""
    return actor.role != Role.MANAGER and own_staff_row(actor) is not None


def colleagues(actor: Actor) -> list[SchoolPerson]:
    """Return the other staff of one's school who have an account, by name."""
    if not teaches_here(actor):
        return []
    rows = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation, account__isnull=False)
    return [row for row in rows.exclude(account=actor.person).order_by("first", "last") if row.is_staff]
