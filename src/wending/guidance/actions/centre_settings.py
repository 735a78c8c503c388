"""What the manager of a centre changes of it: itself, its rooms, its kinds of conversations, days with other hours.

What is booked stays as it was told to the client: a change is for what is booked later.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Role
from wending.guidance.actions.edits import save_edit
from wending.guidance.models import Centre, Room, TalkKind
from wending.guidance.queries.centre_settings import is_used, managed_centre, room_of, talk_kind_of
from wending.ledger.rules.actor import Actor


def start_centre(*, by: Actor, slug: str, place: str, region: str) -> Centre:
    """Make the page of the centre for whose organisation a manager acts, closed to visitors until they open it.

    Raises:
        ValidationError: another centre has this address already.
        Centre.DoesNotExist: who asks is no manager.
    """
    known = managed_centre(by)
    if known is not None:
        return known
    if by.organisation is None or by.role != Role.MANAGER:
        raise Centre.DoesNotExist
    try:
        with transaction.atomic():
            centre = Centre.objects.create(
                organisation_id=by.organisation, slug=slug, place=place, languages=["nl"], is_open=False
            )
            Organisation.objects.filter(pk=by.organisation).update(region=region)
    except IntegrityError:
        # The same form sent twice is no trouble; an address of another is.
        known = managed_centre(by)
        if known is None:
            raise ValidationError({"slug": _("Dit adres is al van een ander centrum. Kies een ander.")}) from None
        return known
    return centre


@transaction.atomic
def save_centre(*, by: Actor, version: int, region: str | None = None, **fields: Any) -> Centre:
    """Save fields of one's own centre, and the region of its organisation where one is given.

    Raises:
        Stale: it was changed since `version` was read; nothing is saved.
        Centre.DoesNotExist: who asks manages no centre.
    """
    centre = _own(by)
    save_edit(centre, version=version, **fields)
    if region is not None:
        Organisation.objects.filter(pk=centre.organisation_id).update(region=region)
    return centre


@transaction.atomic
def set_days(*, by: Actor, days: Iterable[date], pairs: list[list[str]] | None) -> None:
    """Give days other hours than usual: none for a closed day, None for a day as usual. Other days stay as they are."""
    centre = Centre.objects.select_for_update(of=("self",)).get(pk=_own(by).pk)
    kept = dict(centre.exceptions)
    for day in days:
        if pairs is None:
            kept.pop(day.isoformat(), None)
        else:
            kept[day.isoformat()] = pairs
    centre.exceptions = kept
    centre.version += 1
    centre.save(update_fields=["exceptions", "version"])


def add_room(*, by: Actor, name: str, **fields: Any) -> Room:
    """Add a room; raise ValidationError where there is one of that name."""
    with _one_name():
        return Room.objects.create(centre=_own(by), name=name, **fields)


def save_room(*, by: Actor, number: int, version: int, **fields: Any) -> Room:
    """Save a room of one's own centre.

    Raises:
        Stale: it was changed since `version` was read; nothing is saved.
        ValidationError: there is another of that name.
        Room.DoesNotExist: it is not theirs.
    """
    room = room_of(by, number)
    if room is None:
        raise Room.DoesNotExist
    with _one_name():
        save_edit(room, version=version, **fields)
    return room


@transaction.atomic
def add_kind(*, by: Actor, name: str, **fields: Any) -> TalkKind:
    """Add a kind of conversation at the end, with an address made of its name."""
    centre = Centre.objects.select_for_update(of=("self",)).get(pk=_own(by).pk)
    keys = set(centre.kinds.values_list("key", flat=True))
    stem = slugify(name)[:36] or "gesprek"
    key = next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(keys) + 3))) if key not in keys)
    return TalkKind.objects.create(centre=centre, key=key, name=name, order=len(keys), **fields)


@transaction.atomic
def save_kind(*, by: Actor, number: int, version: int, **fields: Any) -> TalkKind:
    """Save a kind of conversation of one's own centre.

    Raises:
        Stale: it was changed since `version` was read; nothing is saved.
        ValidationError: people count on how they talk, or on whether it is a group; that is for a new kind.
        TalkKind.DoesNotExist: it is not theirs.
    """
    kind = talk_kind_of(by, number)
    if kind is None:
        raise TalkKind.DoesNotExist
    way, seats = fields.get("way", kind.way), fields.get("seats", kind.seats)
    if (way != kind.way or (seats > 1) != kind.is_group) and is_used(kind):
        field = "way" if way != kind.way else "seats"
        raise ValidationError(
            {field: _("Mensen hebben dit zo geboekt of wachten erop. Maak een nieuwe soort, en sluit deze.")}
        )
    save_edit(kind, version=version, **fields)
    return kind


def switch(*, by: Actor, is_open: bool, room: int | None = None, kind: int | None = None) -> str:
    """Open or close one's own centre, or a room or kind of it, for what is booked from now on; return its name.

    Raises:
        ObjectDoesNotExist: it is not theirs.
    """
    centre = _own(by)
    row: Any = centre
    if room is not None:
        row = centre.rooms.get(pk=room)
    elif kind is not None:
        row = centre.kinds.get(pk=kind)
    type(row).objects.filter(pk=row.pk).update(is_open=is_open, version=F("version") + 1)
    return str(row)


def _own(by: Actor) -> Centre:
    centre = managed_centre(by)
    if centre is None:
        raise Centre.DoesNotExist
    return centre


@contextmanager
def _one_name() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise ValidationError({"name": _("Er is al een kamer met deze naam.")}) from None
