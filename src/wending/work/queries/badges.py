"""Badges: for whom they are about, for the manager who issues them, and what anyone may read of the firm that signs.

Whether somebody took a badge into their dossier is theirs: no query for managers tells it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from wending.accounts.models import Organisation
from wending.ledger.rules.actor import Actor
from wending.work.models import Badge, Course, FirmKey, Revocation
from wending.work.queries.scope import managed_firm, names_at


@dataclass(frozen=True, slots=True)
class Issued:
    """A badge as the firm that issued it sees it."""

    id: UUID
    name: str
    title: str
    issued: datetime
    is_revoked: bool


def own_badges(actor: Actor) -> QuerySet[Badge]:
    """Return the badges of who asks, also of firms where they worked: they are theirs."""
    rows = Badge.objects.filter(person=actor.me).select_related("key__organisation", "course")
    return rows.order_by("accepted", "-issued")


def own_badge(actor: Actor, badge: UUID) -> Badge | None:
    """Return one badge of who asks."""
    return own_badges(actor).filter(pk=badge).first()


def issued_badges(actor: Actor) -> list[Issued]:
    """Return the badges that the firm of who asks issued to people who work there now."""
    firm = managed_firm(actor)
    names = names_at(firm)
    rows = Badge.objects.filter(key__organisation=firm, person__in=names).order_by("-issued")
    return [Issued(row.pk, names[row.person_id], row.title, row.issued, row.revoked is not None) for row in rows]


def signing_firm(firm: UUID) -> Organisation | None:
    """Return a firm that has a key, for its public page; None for any other."""
    return Organisation.objects.filter(pk=firm, badge_keys__isnull=False).distinct().first()


def key_in_use(firm: UUID) -> FirmKey | None:
    """Return the key with which a firm signs now."""
    return FirmKey.objects.filter(organisation=firm, ended=None).first()


def keys_of(firm: UUID) -> QuerySet[FirmKey]:
    """Return all keys that a firm ever signed with, the newest first."""
    return FirmKey.objects.filter(organisation=firm).order_by("-made")


def taken_back(key: FirmKey) -> list[int]:
    """Return the numbers of badges under a key that were taken back."""
    return list(Revocation.objects.filter(key=key).order_by("number").values_list("number", flat=True))


def public_course(course: UUID) -> Course | None:
    """Return a course for which a badge was ever issued, for its public page; no other course is public."""
    return Course.objects.filter(pk=course, badges__isnull=False).select_related("organisation").distinct().first()
