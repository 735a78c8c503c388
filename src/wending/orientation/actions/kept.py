"""Joins a visitor's profile into that of their account when they sign in, and takes that back on request."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F

from wending.accounts.actions.look import look
from wending.accounts.queries.actors import owner_of
from wending.accounts.rules.consent import Part
from wending.ledger.rules.actor import Actor
from wending.orientation.models import KeptProfile
from wending.orientation.queries.kept import kept_profile
from wending.orientation.queries.profile import SESSION_KEY
from wending.orientation.rules.profile import SessionProfile, profile_from_json
from wending.orientation.rules.profile_join import joined


@transaction.atomic
def keep_at_sign_in(*, by: SessionBase, person: UUID) -> None:
    """Join what this session told without account into the account; a made-up person stays in the session only."""
    newer = profile_from_json(by.get(SESSION_KEY))
    if newer.is_empty or newer.example:
        return
    row, is_new = KeptProfile.objects.select_for_update().get_or_create(person_id=person)
    older = profile_from_json(row.content)
    row.content = joined(older, newer).profile.to_json()
    row.before = None if is_new or older.is_empty else {"older": older.to_json(), "newer": newer.to_json()}
    row.version += 1
    row.save()
    del by[SESSION_KEY]


@transaction.atomic
def prefer_earlier(*, by: SessionBase) -> bool:
    """Join once more, now with the earlier answers standing; return whether there was something to take back."""
    row = _joined(by)
    if row is None:
        return False
    older, newer = profile_from_json(row.before["older"]), profile_from_json(row.before["newer"])
    return _put(row, joined(newer, older).profile)


@transaction.atomic
def take_join_back(*, by: SessionBase) -> bool:
    """Put back the profile from before signing in: what this device told was somebody else's, or not wanted."""
    row = _joined(by)
    return row is not None and _put(row, profile_from_json(row.before["older"]))


def confirm_join(*, by: SessionBase) -> None:
    """Leave it as it was joined, and forget the two halves."""
    KeptProfile.objects.filter(person=_me(by)).update(before=None, version=F("version") + 1)


def look_at_profile(*, by: Actor, person: UUID) -> SessionProfile:
    """Return somebody's profile to who has their consent; the look is in the ledger. Raise PermissionDenied without."""
    look(by=by, person=person, part=Part.PROFILE)
    return kept_profile(person)


def _me(session: SessionBase) -> UUID | None:
    owner = owner_of(session)
    return owner.me if owner else None


def _joined(session: SessionBase) -> KeptProfile | None:
    row = KeptProfile.objects.select_for_update().filter(person=_me(session)).first()
    return row if row is not None and row.before else None


def _put(row: KeptProfile, profile: SessionProfile) -> bool:
    row.content, row.before, row.version = profile.to_json(), None, row.version + 1
    row.save()
    return True
