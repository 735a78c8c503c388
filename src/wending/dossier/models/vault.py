"""Where files of evidence lie: encrypted, under random names, in a folder that no web server shows.

A field of this kind is an ordinary `FileField` for who exports, erases or changes keys; its files are encrypted as they
lie, so `read` and `keep` are the way in and out.
"""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models

from wending.accounts.models.encrypted import key_ring

_STORED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")


class Vault(FileSystemStorage):
    """The folder EVIDENCE_DIR, as the settings say it now. It has no addresses."""

    @property
    def base_location(self) -> str:
        """The folder."""
        return str(settings.EVIDENCE_DIR)

    @property
    def location(self) -> str:
        """The folder, from the root."""
        return os.path.abspath(self.base_location)


class VaultField(models.FileField):
    """Names a file in the vault."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "storage": Vault()})

    def deconstruct(self) -> Any:
        """Be a plain file in migrations: they import no tables."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("storage", None)
        return name, "django.db.models.FileField", args, kwargs


def keep(data: bytes) -> str:
    """Write bytes encrypted under a new random name, and return the name. A file is there whole or not at all."""
    letters = secrets.token_hex(32)
    stored = f"{letters[:2]}/{letters}"
    path = _path(stored)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".new")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key_ring().encrypt(data))
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    return stored


def read(stored: str) -> bytes:
    """Return the bytes of a file; raise FileNotFoundError, or UnreadableError where its key was lost."""
    return key_ring().decrypt(_path(stored).read_bytes())


def remove(stored: str) -> None:
    """Remove a file; one that is gone already is fine."""
    _path(stored).unlink(missing_ok=True)


def older_than(age: timedelta) -> Iterator[str]:
    """Yield the names of files written longer ago, also of those that were broken off half-way."""
    limit = datetime.now(tz=UTC) - age
    for path in Path(settings.EVIDENCE_DIR).glob("*/*"):
        if datetime.fromtimestamp(path.stat().st_mtime, tz=UTC) < limit:
            yield f"{path.parent.name}/{path.name}"


def _path(stored: str) -> Path:
    if not _STORED.fullmatch(stored.removesuffix(".new")):
        raise ValueError("no name of a kept file")
    return Path(settings.EVIDENCE_DIR) / stored
