"""Mail: written down in the transaction of what it tells of, sent afterwards, tried again when the server is down.

A mail is sent once: its row is taken under a lock before sending, and its Message-ID is its own, so that a mail server
that got it just before this program was killed recognises the second copy.
"""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Mail, Person

# Pauses between tries, in minutes; after the last the mail counts as failed and is shown as such.
PAUSES = (1, 5, 15, 60, 240, 720, 1440)
# Mail that leaves nothing behind: its row goes when it was sent. Begin of its key.
ERASURE = "erasure:"
# A worker that was killed while sending gives the mail free after this.
HOLD = timedelta(minutes=2)


def queue_mail(
    *,
    address: str,
    subject: str,
    text: str,
    key: str = "",
    person: UUID | None = None,
    attachments: list[tuple[str, str, str]] | None = None,
) -> bool:
    """Write a mail into the outbox; return whether it is new. The same key is never written twice.

    Args:
        key: what this mail is about and which of its kind, "reminder:<id>:<day>"; empty makes it unique.
        attachments: name, text and type of each, such as a calendar file.
    """
    content = {"subject": subject, "text": text, "attachments": attachments or []}
    _row, is_new = Mail.objects.get_or_create(
        key=key or f"mail:{uuid4()}",
        defaults={
            "address": address,
            "person_id": person,
            "content": json.dumps(content, ensure_ascii=False),
            "next_try": timezone.now(),
        },
    )
    return is_new


def send_due(*, limit: int = 50) -> tuple[int, int]:
    """Send what is due, each row under its own lock; return how many were sent and how many failed for now."""
    sent = failed = 0
    for _turn in range(limit):
        mail = _take_one()
        if mail is None:
            break
        if _send(mail):
            sent += 1
        else:
            failed += 1
    return sent, failed


@transaction.atomic
def _take_one() -> Mail | None:
    now = timezone.now()
    due = Mail.objects.select_for_update(skip_locked=True).filter(sent=None, next_try__lte=now, tries__lte=len(PAUSES))
    mail = due.order_by("next_try").first()
    if mail is not None:
        Mail.objects.filter(pk=mail.pk).update(next_try=now + HOLD)
    return mail


def _send(mail: Mail) -> bool:
    content: dict[str, Any] = json.loads(mail.content)
    message = EmailMultiAlternatives(
        subject=content["subject"],
        body=content["text"],
        to=[mail.address],
        headers={"Message-ID": f"<{mail.pk}@{settings.MAIL_DOMAIN}>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(settings.MAIL_DELIVERY),
    )
    for name, text, kind in content["attachments"]:
        message.attach(name, text, kind)
    try:
        message.send()
    except Exception as error:
        # Whatever the server says, the mail waits for its next try; the kind of error is shown to the operator.
        tries = mail.tries + 1
        pause = timedelta(minutes=PAUSES[min(tries, len(PAUSES)) - 1])
        Mail.objects.filter(pk=mail.pk).update(
            tries=tries, next_try=timezone.now() + pause, failed=type(error).__name__[:200]
        )
        return False
    if mail.key.startswith(ERASURE):
        Mail.objects.filter(pk=mail.pk).delete()
        return True
    Mail.objects.filter(pk=mail.pk).update(sent=timezone.now(), content="", failed="")
    return True


def try_again() -> int:
    """Let mail that was given up be tried again from the start; return how many."""
    given_up = Mail.objects.filter(sent=None, tries__gt=len(PAUSES))
    return given_up.update(tries=0, next_try=timezone.now())


def remove_sent(*, days: int) -> int:
    """Remove mail that was sent, or given up, longer ago than its term."""
    old = timezone.now() - timedelta(days=days)
    return Mail.objects.filter(made__lt=old).delete()[0]


class Outbox(BaseEmailBackend):
    """Django's door for mail: whatever any part of the site sends goes into the outbox."""

    def send_messages(self, email_messages: Any) -> int:
        """Write each message to each of its addresses into the outbox."""
        count = 0
        for message in email_messages:
            for address in message.recipients():
                # The mail goes with the person when they are erased, also after a change of address.
                person = Person.objects.filter(email=address.lower()).values_list("pk", flat=True).first()
                queue_mail(address=address, subject=str(message.subject), text=str(message.body), person=person)
                count += 1
        return count
