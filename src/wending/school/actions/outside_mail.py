"""Mail and links of offers and visits. No subject or text names a learner, except to the parent or learner."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import Offer, OutsideLink, Visit, VisitLearner

# How long the link of a host without account works; every mail brings a fresh one.
HOST_LINK = timedelta(days=120)


def new_link(thing: Offer | Visit | VisitLearner, until: datetime) -> str:
    """Return the token of a new link to an offer, the look back on a visit, or a learner's place."""
    token = new_token()
    field = {Offer: "offer", Visit: "visit", VisitLearner: "learner"}[type(thing)]
    OutsideLink.objects.create(token_hash=hash_of(token), until=until, **{field: thing})
    return token


def address(page: str, *words: object) -> str:
    """Return the whole address of a page, for mail."""
    return f"{settings.SITE_ADDRESS}{reverse(page, args=words)}"


def tell_host(offer: Offer, subject: str, text: str, key: str) -> None:
    """Write to the host of an offer, with the way to its page: the account's, or a fresh link."""
    with override(offer.language):
        if offer.organisation_id:
            place = address("school:offer_manage", offer.pk)
        else:
            place = address("school:offer_manage", new_link(offer, timezone.now() + HOST_LINK))
        _queue(offer.email, subject, text, place, key, None)


def tell_school(visit: Visit, subject: str, text: str, key: str) -> None:
    """Write to who asked for a visit."""
    with override("nl"):
        if visit.contact:
            _queue(visit.contact, subject, text, address("school:visit", visit.pk), key, visit.asked_by_id)


def write_down(by: Actor, verb: str, thing: str = "school.visit") -> None:
    """Record an act of somebody at a school or a host, about their own work."""
    if by.is_person:
        record(by=by, verb=verb, about=by.key, thing=thing)
    else:
        record(by=by, verb=verb, thing=thing)


def _queue(to: str, subject: str, text: str, place: str, key: str, person: UUID | None) -> None:
    end = _("Met groet,\nWending")
    queue_mail(address=to, subject=subject, text=f"{text}\n\n{place}\n\n{end}\n", key=key, person=person)
