"""Returning work of accounts: sending mail, and removing what is over."""

from django.conf import settings

from wending.accounts.actions.mail import remove_sent, send_due
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
