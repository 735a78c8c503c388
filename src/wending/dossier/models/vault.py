"""Where files of evidence lie: encrypted, under random names, in a folder that no web server shows."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from wending.accounts.models.encrypted import key_ring

_STORED = re.compile(r"[0-9a-f]{64}")


def keep(data: bytes) -> str:
    """Write bytes encrypted under a new random name, and return the name. A file is there whole or not at all."""
    stored = secrets.token_hex(32)
    _write(stored, key_ring().encrypt(data))
    return stored


def read(stored: str) -> bytes:
    """Return the bytes of a file; raise FileNotFoundError, or UnreadableError where its key was lost."""
    return key_ring().decrypt(_path(stored).read_bytes())


def rotate(stored: str) -> None:
    """Encrypt a file anew under the newest key."""
    _write(stored, key_ring().rotate(_path(stored).read_bytes()))


def remove(stored: str) -> None:
    """Remove a file; one that is gone already is fine."""
    _path(stored).unlink(missing_ok=True)


def older_than(age: timedelta) -> Iterator[str]:
    """Yield the names of files written longer ago."""
    limit = datetime.now(tz=UTC) - age
    for path in Path(settings.EVIDENCE_DIR).glob("*/*"):
        if datetime.fromtimestamp(path.stat().st_mtime, tz=UTC) < limit:
            yield path.name


def _path(stored: str) -> Path:
    if not _STORED.fullmatch(stored.removesuffix(".new")):
        raise ValueError("no name of a kept file")
    return Path(settings.EVIDENCE_DIR) / stored[:2] / stored


def _write(stored: str, token: bytes) -> None:
    path = _path(stored)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".new")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(token)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
