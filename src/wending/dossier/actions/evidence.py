"""Keeps, opens and removes files that show what somebody did. The files lie encrypted; see `models/vault.py`."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Sum

from wending.accounts.actions.look import look
from wending.accounts.models import Person
from wending.accounts.rules.consent import Part
from wending.dossier.actions.item_skills import unmark_credential
from wending.dossier.models import Evidence, Item
from wending.dossier.models.vault import keep, older_than, read, remove
from wending.dossier.rules.exchange import CREDENTIAL_JSON, CREDENTIAL_JWT, ENDINGS
from wending.dossier.rules.record import Credential
from wending.dossier.sources.files import CheckedFile, FileRefused, checked, clean_name
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

# A file without a row is left over from something that was broken off; after this nobody is writing it any more.
STRAY = timedelta(days=1)


def add_evidence(*, by: Actor, item: UUID, name: str, data: bytes) -> Evidence | None:
    """Check a file and keep it with an item of one's own; return nothing where the item is not there.

    Raises:
        FileRefused: too large, too many, or not a kind of file that is taken.
    """
    if len(data) > settings.EVIDENCE_MAX_BYTES:
        raise FileRefused("too_large")
    if not Item.objects.filter(pk=item, person=by.me).exists():
        return None
    return _kept(by, item, checked(data, name))


def keep_credential(*, by: Actor, item: UUID, credential: Credential) -> Evidence:
    """Keep a credential as it came with an item of one's own, so that others can check it again.

    It is not looked through as other files are: it is only ever given as a file, and its signature is over each sign.

    Raises:
        FileRefused: too large or too many.
    """
    data = credential.raw.encode()
    if len(data) > settings.EVIDENCE_MAX_BYTES:
        raise FileRefused("too_large")
    owned = Item.objects.get(pk=item, person=by.me)
    kind = CREDENTIAL_JSON if credential.raw.startswith(("{", "[")) else CREDENTIAL_JWT
    return _kept(by, item, CheckedFile(clean_name(owned.title, ENDINGS[kind]), kind, data))


def open_evidence(*, by: Actor, evidence: UUID) -> CheckedFile | None:
    """Return a file of one's own, or of somebody who consented to showing skills with evidence: that look is written.

    Nothing where there is no such file, or no consent.
    """
    found = Evidence.objects.filter(pk=evidence).select_related("item").first()
    if found is None:
        return None
    try:
        look(by=by, person=found.item.person_id, part=Part.SKILLS)
    except PermissionDenied:
        return None
    return CheckedFile(found.name, found.media_type, read(found.stored.name or ""))


@transaction.atomic
def remove_evidence(*, by: Actor, evidence: UUID) -> UUID | None:
    """Remove a file of one's own; return the item it was with, nothing where it was not there."""
    found = Evidence.objects.filter(pk=evidence, item__person=by.me).first()
    if found is None:
        return None
    found.delete()
    if not Evidence.objects.filter(sha256=found.sha256, item__person=by.me).exists():
        # Without the credential itself nobody can check it again, so it does not count any more.
        unmark_credential(by=by, credential=found.sha256)
    record(by=by, verb="removed-evidence", about=by.key, thing="dossier.evidence")
    return found.item_id


def remove_strays() -> int:
    """Remove files that belong to no row; return how many."""
    old = set(older_than(STRAY))
    strays = old - set(Evidence.objects.filter(stored__in=old).values_list("stored", flat=True))
    for stored in strays:
        remove(stored)
    return len(strays)


def _kept(by: Actor, item: UUID, file: CheckedFile) -> Evidence:
    stored = keep(file.data)
    try:
        with transaction.atomic():
            # The lock on the person lets two windows together not pass what one may not.
            Person.objects.select_for_update().get(pk=by.me)
            so_far = Evidence.objects.filter(item__person=by.me).aggregate(files=Count("pk"), size=Sum("size"))
            if so_far["files"] >= settings.EVIDENCE_MOST_FILES:
                raise FileRefused("too_many")
            if (so_far["size"] or 0) + len(file.data) > settings.EVIDENCE_TOTAL_BYTES:
                raise FileRefused("no_room")
            row = Evidence.objects.create(
                item_id=item,
                name=file.name,
                media_type=file.media_type,
                size=len(file.data),
                sha256=hashlib.sha256(file.data).hexdigest(),
                stored=stored,
            )
            record(by=by, verb="added-evidence", about=by.key, thing="dossier.evidence")
            return row
    except BaseException:
        remove(stored)
        raise
