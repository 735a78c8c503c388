"""Somebody whom a firm knows by name joins with their own account: by a link on paper or by mail, used once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.belong import give_roles
from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.accounts.queries.words import LETTER_END
from wending.accounts.rules.roles import Role
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, JoinLink
from wending.work.queries.joining import usable_link
from wending.work.queries.scope import colleagues_for, managed_firm

TERM = timedelta(days=30)


@transaction.atomic
def invite_colleague(*, by: Actor, colleague: UUID, link: Callable[[str], str], by_mail: bool) -> str | None:
    """Make a link for somebody who has not joined, and return it: for the letter, shown once. An earlier link is over.

    `by_mail` sends it too, where the firm wrote an address. None where they are not of the firm or joined already.
    """
    managed_firm(by)
    row = colleagues_for(by).filter(pk=colleague, account=None).select_related("organisation").first()
    if row is None:
        return None
    token = new_token()
    JoinLink.objects.filter(colleague=row).delete()
    JoinLink.objects.create(colleague=row, token_hash=hash_of(token), expires=timezone.now() + TERM)
    address = link(token)
    if by_mail and row.email:
        text = _(
            "Hallo,\n\n%(firm)s nodigt je uit om mee te doen op Wending.\n"
            "Je kiest zelf wat je team van je ziet.\n\n%(link)s\n\n"
            "De link werkt 30 dagen en één keer.\n\n%(end)s\n"
        )
        values = {"firm": row.organisation.name, "link": address, "end": LETTER_END}
        queue_mail(
            address=row.email, subject=_("Een uitnodiging"), text=text % values, key=f"join:{hash_of(token)[:32]}"
        )
    record(by=by, verb="invited", thing="work.colleague")
    return address


@transaction.atomic
def join_firm(*, by: Actor, token: str) -> Colleague | None:
    """Join with one's own account; None where the link is used, over, or for somebody who left.

    Raises ValidationError for who joined this firm already under another name.
    """
    found = usable_link(token, lock=True)
    if found is None:
        return None
    row, person = found.colleague, Person.objects.get(pk=by.me)
    if Colleague.objects.filter(organisation=row.organisation_id, account=person, ended=None).exists():
        raise ValidationError(_("Je doet al mee bij dit bedrijf."))
    row.account = person
    row.save(update_fields=["account"])
    found.delete()
    give_roles(by=by, person=person, organisation=row.organisation, roles=[Role.EMPLOYEE])
    record(by=by, verb="joined-firm", about=by.key)
    return row


def remove_old_links() -> int:
    """Remove links that are over; return how many."""
    return JoinLink.objects.filter(expires__lte=timezone.now()).delete()[0]
