"""What every act in a case does: write it into the ledger of its client, and mail its client."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.guidance.actions.links import address
from wending.guidance.models import Case
from wending.ledger.actions.record import SYSTEM_CHAIN, record, record_daily
from wending.ledger.rules.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def write_down(*, by: Actor, verb: str, case: Case, thing: str = "case", purpose: str = "") -> None:
    """Write an act into the ledger of the client; of a client without account into that of the site, by number."""
    record(by=by, verb=verb, purpose=purpose, **_about(case, thing))


def write_look(*, by: Actor, case: Case, thing: str) -> None:
    """Write that somebody opened a page of a case into the same ledger, once a day for each page."""
    record_daily(by=by, verb="opened-case", **_about(case, thing))


def _about(case: Case, thing: str) -> dict[str, str]:
    if case.client:
        return {"about": str(case.client.ledger_key), "thing": thing}
    return {"about": SYSTEM_CHAIN, "thing": f"{thing}:{case.pk}"}


def mail_client(
    *,
    case: Case,
    text: "StrPromise",
    said: Mapping[str, str] | None = None,
    key: str = "",
    subject: "StrPromise | str" = "",
    link: str = "",
) -> bool:
    """Queue a mail to the client in their language; return whether there was an address.

    Subject and text say nothing of the question; who has an account reads the rest after signing in.

    Args:
        text, subject: lazy texts, for they are put in the language of the client here; `said` fills in the text.
        link: address to give; without it that of the client's own page of the case.
    """
    client = case.client
    to = client.email if client else case.client_email
    if not to:
        return False
    with override(client.language if client else "nl"):
        where = link or (address("guidance:my_case", case.pk) if client else "")
        paragraphs = [str(_("Hallo,")), str(text) % (said or {}), where]
        queue_mail(
            address=to,
            subject=str(subject or _("Er is iets nieuws in je begeleiding")),
            text="\n\n".join(part for part in paragraphs if part) + "\n",
            key=key,
            person=client.pk if client else None,
        )
        return True
