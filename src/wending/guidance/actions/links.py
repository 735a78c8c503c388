"""Makes private links. The token goes into a mail or onto a page once; the table holds only its hash."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from wending.guidance.models import Appointment, Conversation, Link, Waiting
from wending.kit.tokens import hash_of

# How long after a conversation its link still opens.
AFTER = timedelta(days=1)


def link_to(thing: Appointment | Waiting | Conversation, until: datetime) -> str:
    """Return the token of a new link to a thing, in force until a moment."""
    token = secrets.token_urlsafe(32)
    Link.objects.create(token_hash=hash_of(token), until=until, **{type(thing).__name__.lower(): thing})
    return token


def address(page: str, *words: object) -> str:
    """Return the whole address of a page, for mail."""
    return f"{settings.SITE_ADDRESS}{reverse(page, args=words)}"
