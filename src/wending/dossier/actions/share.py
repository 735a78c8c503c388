"""Shares chosen things by a link, stops it, and opens it for whoever holds it: each view is in the owner's ledger."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.dossier.models import Share
from wending.dossier.queries.share import frozen, shown_by, state_of
from wending.dossier.rules.share import MOST_SHARES, MOST_TRIES, is_end, is_pin
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR, Actor

# So long a link that is over stays in the list of its maker.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a link: its content; or that a PIN is needed, or was wrong with so many tries left."""

    content: dict[str, Any] | None = None
    until: date | None = None
    made: date | None = None
    lang: str = "nl"
    tries_left: int | None = None
    has_pin: bool = False


@transaction.atomic
def create_share(
    *,
    by: Actor,
    chosen: Collection[str],
    label: str,
    until: date,
    lang: str,
    pin: str = "",
    has_name: bool = True,
) -> str:
    """Freeze the chosen things of one's own and return the token of the link, which is nowhere kept.

    Raises:
        ValidationError: nothing chosen that is theirs, an end that may not be, no PIN of 4 to 8 digits, too many links.
    """
    if not is_end(until, timezone.localdate()):
        raise ValidationError({"until": _("Kies een dag tussen vandaag en een jaar vanaf nu.")})
    if pin and not is_pin(pin):
        raise ValidationError({"pin": _("Een pincode heeft 4 tot 8 cijfers.")})
    if Share.objects.filter(person=by.me, revoked=None, until__gte=timezone.localdate()).count() >= MOST_SHARES:
        raise ValidationError(_("Je hebt al veel links. Stop er eerst een."))
    content = frozen(by, chosen, lang, by.name if has_name else "")
    if not (content["items"] or content["skills"] or content["goals"]):
        raise ValidationError(_("Kies eerst wat je wilt delen."))
    token = new_token()
    row = Share(person_id=by.me, token_hash=hash_of(token), label=label, lang=lang, until=until)
    row.content, row.pin = content, make_password(pin) if pin else ""
    row.save()
    record(by=by, verb="made-share", about=by.key, thing="dossier.share")
    return token


@transaction.atomic
def stop_share(*, by: Actor, share: UUID) -> bool:
    """Stop a link of one's own and wipe what it showed; return whether it was there."""
    row = Share.objects.select_for_update().filter(pk=share, person=by.me, revoked=None).first()
    if row is None:
        return False
    row.revoked, row.content = timezone.now(), {}
    row.save(update_fields=["revoked", "content"])
    record(by=by, verb="stopped-share", about=by.key, thing="dossier.share")
    return True


@transaction.atomic
def open_share(*, by: Actor, token: str, pin: str = "") -> Opened | None:
    """Open a link for whoever holds it; None when it is over, stopped or locked.

    A view is counted and in the ledger of its owner, as of a visitor; their own look is neither. Too many wrong PINs
    lock the link, and its owner gets a mail.
    """
    row = _open_one(token)
    if row is None:
        return None
    is_own = by.person == row.person_id
    if row.pin and not is_own:
        if not pin:
            return Opened(has_pin=True)
        if not check_password(pin, row.pin):
            return _wrong(row)
    if not is_own:
        row.views, row.last_viewed, row.wrong_tries = row.views + 1, timezone.now(), 0
        row.save(update_fields=["views", "last_viewed", "wrong_tries"])
        record(by=VISITOR, verb="viewed-share", about=str(row.person.ledger_key), thing="dossier.share")
    return Opened(shown_by(row), row.until, timezone.localdate(row.made), row.lang)


def remove_over() -> int:
    """Remove links that are over or were stopped longer ago than they are kept; return how many."""
    day = timezone.now() - KEPT
    return Share.objects.filter(Q(until__lt=day.date()) | Q(revoked__lt=day)).delete()[0]


def _open_one(token: str) -> Share | None:
    """Return the link of this token under a lock, while it is open and its owner has an account."""
    rows = Share.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.filter(token_hash=hash_of(token), person__is_active=True).first()
    return row if row is not None and state_of(row) == "open" else None


def _wrong(row: Share) -> Opened | None:
    """Count a wrong PIN; after the last, lock the link and tell its owner."""
    row.wrong_tries += 1
    owner = row.person
    if row.wrong_tries >= MOST_TRIES:
        row.locked = timezone.now()
        record(by=VISITOR, verb="locked-share", about=str(owner.ledger_key), thing="dossier.share")
        with override(owner.language):
            queue_mail(
                address=owner.email,
                subject=_("Een link van je in Wending staat op slot"),
                text=_(
                    "Iemand typte te vaak een verkeerde pincode. Log in en kijk bij Delen. Maak daar een nieuwe link."
                ),
                key=f"share-locked:{row.pk}",
                person=owner.pk,
            )
    row.save(update_fields=["wrong_tries", "locked"])
    return None if row.locked else Opened(has_pin=True, tries_left=MOST_TRIES - row.wrong_tries)
