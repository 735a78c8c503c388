"""Open the zip file that a DOCX or ODT is, without unpacking it: names, sizes and locks are checked before any content.

Nothing is written to disk. Sizes are limited both as declared and as met while reading.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from wending.kit.documents.refusal import DocumentRefused

_MOST_PARTS = 2000
_MOST_BYTES = 60_000_000
_MOST_PART_BYTES = 8_000_000
_MOST_RATIO = 150
_SMALL = 1_000_000


class Archive:
    """The checked parts of one zip file. Refuses what is broken, locked, swollen or reaches outside its folder."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
            raise DocumentRefused("broken") from problem
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
            raise DocumentRefused("bomb")
        for part in parts:
            _check(part)
        self.names = frozenset(part.filename for part in parts)
        if len(self.names) < len(parts):
            raise DocumentRefused("broken")

    def read(self, name: str) -> bytes:
        """Return one part. Raise DocumentRefused when it is absent, damaged or larger than it says."""
        if name not in self.names:
            raise DocumentRefused("broken")
        if self._zip.getinfo(name).file_size > _MOST_PART_BYTES:
            raise DocumentRefused("bomb")
        try:
            with self._zip.open(name) as part:
                content = part.read(_MOST_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, struct.error, RuntimeError) as problem:
            raise DocumentRefused("broken") from problem
        if len(content) > _MOST_PART_BYTES:
            raise DocumentRefused("bomb")
        return content


def _check(part: zipfile.ZipInfo) -> None:
    # zipfile cuts names at a zero byte and turns the separator of Windows round: look at the name as it was written.
    name = part.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        raise DocumentRefused("paths")
    if part.flag_bits & 0x1:
        raise DocumentRefused("password")
    if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
        raise DocumentRefused("bomb")
