"""Saves what several may edit at once: only who read the newest version may write the next."""

from typing import Any

from wending.kit.versions import Stale


def save_edit(row: Any, *, version: int, **fields: Any) -> None:
    """Save fields of a row that has a version, when it is still the version that was edited.

    Raises:
        Stale: somebody saved another version first; nothing is written.
    """
    table = type(row)
    if not table.objects.filter(pk=row.pk, version=version).update(version=version + 1, **fields):
        now = table.objects.get(pk=row.pk)
        raise Stale(now.version, now)
    row.refresh_from_db()
