"""Opens a zip file from outside and hands out its members, or says why not. The only place that reads such files.

Nothing is written to disk. Names, sizes, locks and ways of packing are judged before the first member is unpacked;
what a member says of its own size is not believed while reading it. What the members mean is up to who asks.
"""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

_BLOCK = 1024**2
_LOCKED = 0x1
# The ways of packing that the library unpacks; a member in another one would fail half-way.
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
# What the library raises when bytes are not what they should be, depending on where they are wrong.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError),
    *(RuntimeError, UnicodeDecodeError),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many members there may be, and how many bytes one and all may unpack to.

    A member larger than `small_bytes` that unpacks to more than `ratio` times its size is a bomb: real files shrink ten
    to thirty times, bombs a thousand times.
    """

    members: int
    member_bytes: int
    total_bytes: int
    ratio: int = 200
    small_bytes: int = 1024**2


class ZipRefused(Exception):
    """The file is not opened, or one member not read; `code` says why, and `wrong` goes on after the name of the file.

    Codes: empty, not-zip, cut-off, damaged, locked, packed, path, link, twice, bomb, many, large, total.
    """

    def __init__(self, code: str, wrong: str, member: str = "") -> None:
        self.code, self.wrong, self.member = code, wrong, member
        super().__init__(f"{code}: {wrong}")


class ZipMembers:
    """The members of one zip file by their whole path, without folders, in the order of its table of contents."""

    def __init__(self, source: bytes | BinaryIO, limits: Limits) -> None:
        """Open a file that can be wound back; raise ZipRefused where it is none or plays tricks."""
        self._limits = limits
        self._zip = _opened(io.BytesIO(source) if isinstance(source, bytes) else source)
        entries = self._zip.infolist()
        if len(entries) > limits.members:
            raise ZipRefused("many", f"holds {len(entries)} files, more than {limits.members}.")
        if sum(entry.file_size for entry in entries) > limits.total_bytes:
            raise ZipRefused("total", f"unpacks to more than {_megabytes(limits.total_bytes)}.")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._judge(entry)
            if entry.filename in self._entries:
                raise ZipRefused("twice", f"holds {entry.filename} twice.", entry.filename)
            self._entries[entry.filename] = entry
        self.names = tuple(name for name in self._entries if not name.endswith("/"))

    def measure(self, name: str) -> None:
        """Raise ZipRefused where a member says that it is larger than one may be."""
        if self._entries[name].file_size > self._limits.member_bytes:
            raise self._too_large(name)

    def read(self, name: str) -> bytes:
        """Return one member; raise KeyError where there is none, ZipRefused when it is damaged or too large."""
        return b"".join(self._blocks(name))

    def copy(self, name: str, to: BinaryIO) -> None:
        """Write one member to an open file, a piece at a time; raise as `read` does."""
        for block in self._blocks(name):
            to.write(block)

    def _blocks(self, name: str) -> Iterator[bytes]:
        self.measure(name)
        left = self._limits.member_bytes
        try:
            with self._zip.open(self._entries[name]) as member:
                while block := member.read(min(_BLOCK, left + 1)):
                    left -= len(block)
                    if left < 0:
                        raise self._too_large(name)
                    yield block
        except _DAMAGE as error:
            raise ZipRefused("damaged", f"is damaged ({error}).", name) from error

    def _judge(self, entry: zipfile.ZipInfo) -> None:
        # The library cuts names at a zero byte and turns the separator of Windows round: look at what was written.
        path = entry.orig_filename
        parts = PurePosixPath(path)
        if not path or parts.is_absolute() or ".." in parts.parts or any(sign in path for sign in "\\:\0"):
            raise ZipRefused("path", f"holds a file with the path {path!r}, outside its own folder.", path)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ZipRefused("link", f"holds a link in place of a file: {path!r}.", path)
        if entry.flag_bits & _LOCKED:
            raise ZipRefused("locked", f"is locked with a password ({path}).", path)
        if entry.compress_type not in _PACKED:
            raise ZipRefused("packed", f"is packed in a way that we do not know ({path}).", path)
        if entry.file_size > max(self._limits.small_bytes, self._limits.ratio * max(entry.compress_size, 1)):
            wrong = f"{path} unpacks to more than {self._limits.ratio} times its size: a zip bomb."
            raise ZipRefused("bomb", wrong, path)

    def _too_large(self, name: str) -> ZipRefused:
        return ZipRefused("large", f"{name} unpacks to more than {_megabytes(self._limits.member_bytes)}.", name)


def is_zip(data: bytes) -> bool:
    """Say whether bytes are a zip file too, wherever in them it begins."""
    return zipfile.is_zipfile(io.BytesIO(data))


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    if stream.seek(0, io.SEEK_END) == 0:
        raise ZipRefused("empty", "is empty.")
    stream.seek(0)
    start = stream.read(4)
    stream.seek(0)
    try:
        return zipfile.ZipFile(stream)
    except _DAMAGE as error:
        if start == b"PK\x03\x04":
            raise ZipRefused("cut-off", "is cut off or damaged: its table of contents is missing.") from error
        raise ZipRefused("not-zip", "is not a zip file.") from error


def _megabytes(size: int) -> str:
    return f"{size // 1024**2} MB" if size >= 1024**2 else f"{size} bytes"
