"""Returning work of accounts: sending mail, and removing what is over."""

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from wending.accounts.actions.invite import remove_expired_invitations
from wending.accounts.actions.mail import remove_sent, send_due
from wending.accounts.actions.parents import clear_old_links
from wending.accounts.actions.people import remove_unfinished
from wending.accounts.actions.terms import let_inactive_go, remove_old_consents, remove_old_entries
from wending.kit.rounds import every


@every(seconds=1)
def send_mail() -> str:
    """Send the mail that is due."""
    sent, failed = send_due()
    return f"sent {sent}, failed for now {failed}" if sent or failed else ""


@every(hours=24)
def clear_mail() -> str:
    """Remove mail whose term is over."""
    return f"removed {remove_sent(days=settings.MAIL_DAYS)}"


@every(hours=24)
def clear_links() -> str:
    """Remove invitations and addresses of parents whose link is over."""
    return f"removed {remove_expired_invitations()} invitations, wiped {clear_old_links()} addresses"


@every(hours=1)
def clear_unfinished() -> str:
    """Remove accounts whose address was never confirmed."""
    return f"removed {remove_unfinished()}"


@every(hours=24)
def clear_sessions() -> str:
    """Remove sessions that have ended."""
    SessionStore.clear_expired()
    return ""


@every(hours=24)
def clear_accounts() -> str:
    """Tell, and later erase, who does not use their account."""
    told, erased = let_inactive_go(months=settings.KEEP_INACTIVE_MONTHS)
    return f"told {told}, erased {erased}"


@every(hours=24)
def clear_consents() -> str:
    """Remove consents that were over long ago."""
    return f"removed {remove_old_consents(months=settings.KEEP_CONSENT_MONTHS)}"


@every(hours=24)
def clear_ledger() -> str:
    """Remove entries of the ledger whose term is over."""
    return f"removed {remove_old_entries(months=settings.KEEP_LEDGER_MONTHS)}"
