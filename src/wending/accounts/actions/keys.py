"""Brings every encrypted value and file under the newest key, and tells which key opens how many.

Works in small batches, each in its own transaction: it can be stopped and run again, and what is done is passed over.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Cast

from wending.accounts.models.encrypted import EncryptedTextField, key_ring
from wending.kit.keys import KeyRing, UnreadableError

BATCH = 200
# Of allauth: where it keeps what `SecondFactorAdapter` encrypts.
SECRETS = ("secret", "seed")
# How every encrypted value begins (the version byte of Fernet).
MARK = b"gAAAA"


def _encrypted_fields() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field.name


def _raw(model: type[models.Model], field: str) -> models.QuerySet[Any]:
    """Return number and encrypted value of each row that has one."""
    rows = model._default_manager.annotate(raw_value=Cast(field, models.TextField()))
    return rows.exclude(raw_value="").exclude(raw_value=None).order_by("pk")


def _encrypted_files() -> Iterator[tuple[str, Path]]:
    for model in apps.get_models():
        fields = [field for field in model._meta.local_fields if isinstance(field, models.FileField)]
        for field in fields:
            for row in model._default_manager.exclude(**{field.name: ""}).order_by("pk").iterator():
                file = getattr(row, field.name)
                path = Path(file.path)
                if file and path.is_file() and _begins_encrypted(path):
                    yield f"{model._meta.label_lower}.{field.name}", path


def _begins_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def _secrets() -> Iterator[tuple[Authenticator, str]]:
    for row in Authenticator.objects.order_by("pk").iterator():
        for name in SECRETS:
            if row.data.get(name):
                yield row, name


def rotate_keys(*, tell: Callable[[str, int], None] = lambda place, count: None) -> int:
    """Encrypt everything anew that is not under the newest key; return how many values changed.

    Raises:
        UnreadableError: a value that no key opens; what went before it is done.
    """
    newest, ring, changed = KeyRing(settings.FIELD_KEYS[:1]), key_ring(), 0
    for model, field in _encrypted_fields():
        count = _rotate_column(model, field, newest, ring)
        changed += count
        tell(f"{model._meta.label_lower}.{field}", count)
    count = 0
    for row, name in _secrets():
        token = row.data[name].encode()
        if not _opens(newest, token):
            row.data[name] = ring.rotate(token).decode()
            row.save(update_fields=["data"])
            count += 1
    tell("second factors", count)
    changed += count
    count = 0
    for _place, path in _encrypted_files():
        token = path.read_bytes()
        if not _opens(newest, token):
            _replace(path, ring.rotate(token))
            count += 1
    tell("files", count)
    return changed + count


def _rotate_column(model: type[models.Model], field: str, newest: KeyRing, ring: KeyRing) -> int:
    count, last = 0, None
    while True:
        with transaction.atomic():
            rows = _raw(model, field).select_for_update()
            batch = list((rows if last is None else rows.filter(pk__gt=last)).values_list("pk", "raw_value")[:BATCH])
            for pk, raw in batch:
                if not _opens(newest, raw.encode()):
                    fresh = models.Value(ring.rotate(raw.encode()).decode(), output_field=models.TextField())
                    model._default_manager.filter(pk=pk).update(**{field: fresh})
                    count += 1
        if not batch:
            return count
        last = batch[-1][0]


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _opens(ring: KeyRing, token: bytes) -> bool:
    try:
        ring.decrypt(token)
    except UnreadableError:
        return False
    return True


def count_by_key() -> dict[str, Counter[int]]:
    """Return per place how many values each key opens; -1 counts what none opens. Keys count from 1, the newest."""
    rings = [KeyRing([key]) for key in settings.FIELD_KEYS]

    def opener(token: bytes) -> int:
        return next((number for number, ring in enumerate(rings, start=1) if _opens(ring, token)), -1)

    counts: dict[str, Counter[int]] = {}
    for model, field in _encrypted_fields():
        raw = _raw(model, field).values_list("raw_value", flat=True).iterator(chunk_size=BATCH)
        counts[f"{model._meta.label_lower}.{field}"] = Counter(opener(value.encode()) for value in raw)
    counts["second factors"] = Counter(opener(row.data[name].encode()) for row, name in _secrets())
    counts["files"] = Counter(opener(path.read_bytes()) for _place, path in _encrypted_files())
    return counts
