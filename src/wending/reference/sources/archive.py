"""Opens a zip file that a publisher sends round and hands out its members, or says clearly why not.

Nothing is ever unpacked to disk; names and sizes are judged before the first byte is read. It is not a parser.
"""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from wending.reference.rules.records import BadInput

MAX_MEMBERS = 500
MAX_MEMBER_BYTES = 256 * 1024**2
MAX_TOTAL_BYTES = 1024**3
# Real tables shrink ten to thirty times; bombs a thousand times. Small members may be repetitive.
MAX_RATIO = 200
SMALL_BYTES = 1024**2
AGAIN = "Download the file again."
# What the library raises when bytes are not what they should be, depending on where they are wrong.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened zip file: `members` maps the bare file name, without folders, to the entry."""

    name: str
    zip: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]

    def place(self, member: str) -> str:
        """Name a member for a message."""
        return f"{self.name}: {member}"

    def read(self, member: str) -> bytes:
        """Return the bytes of a member; raise BadInput when they are damaged or empty."""
        try:
            content = self.zip.read(self.members[member])
        except _DAMAGE as error:
            raise BadInput(file=self.place(member), wrong=f"is damaged ({error}).", mend=AGAIN) from error
        except (RuntimeError, NotImplementedError) as error:
            raise BadInput(
                file=self.place(member), wrong=f"cannot be unpacked ({error}).", mend="Zip it again, plainly."
            ) from error
        if not content.strip():
            raise BadInput(file=self.place(member), wrong="is empty.", mend=AGAIN)
        return content


def open_archive(name: str, stream: BinaryIO) -> Archive:
    """Open a zip file from a seekable stream; raise BadInput when it is none, is damaged or plays tricks."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise BadInput(file=name, wrong="is empty.", mend=AGAIN)
    start = stream.read(4)
    stream.seek(0)
    try:
        opened = zipfile.ZipFile(stream)
    except (*_DAMAGE, NotImplementedError) as error:
        if start == b"PK\x03\x04":
            raise BadInput(
                file=name, wrong="is cut off or damaged: its table of contents is missing.", mend=AGAIN
            ) from error
        raise BadInput(
            file=name, wrong="is not a zip file.", mend="Give the zip file as it was downloaded, not a file out of it."
        ) from error
    entries = [
        entry
        for entry in opened.infolist()
        if not entry.filename.endswith("/") and not entry.filename.startswith("__MACOSX/")
    ]
    _refuse_bombs(name, entries)
    members: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _refuse_tricks(name, entry)
        bare = entry.filename.rsplit("/", 1)[-1]
        if bare in members:
            raise BadInput(file=name, wrong=f"holds {bare} twice.", mend="Keep one of them in the zip file.")
        members[bare] = entry
    return Archive(name, opened, members)


def _refuse_bombs(name: str, entries: list[zipfile.ZipInfo]) -> None:
    mend = "This is not the official download: get it from the publisher."
    if len(entries) > MAX_MEMBERS:
        raise BadInput(file=name, wrong=f"holds {len(entries)} files, more than {MAX_MEMBERS}.", mend=mend)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise BadInput(file=name, wrong=f"unpacks to more than {MAX_TOTAL_BYTES // 1024**2} MB.", mend=mend)
    for entry in entries:
        if entry.file_size > MAX_MEMBER_BYTES:
            wrong = f"{entry.filename} unpacks to more than {MAX_MEMBER_BYTES // 1024**2} MB."
            raise BadInput(file=name, wrong=wrong, mend=mend)
        if entry.file_size > SMALL_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            wrong = f"{entry.filename} unpacks to more than {MAX_RATIO} times its size: a zip bomb."
            raise BadInput(file=name, wrong=wrong, mend=mend)


def _refuse_tricks(name: str, entry: zipfile.ZipInfo) -> None:
    mend = "This is not the official download: get it from the publisher."
    path = entry.filename
    if not path or path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"):
        raise BadInput(file=name, wrong=f"holds a file with the path {path!r}, outside its own folder.", mend=mend)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise BadInput(file=name, wrong=f"holds a link in place of a file: {path!r}.", mend=mend)
    if entry.flag_bits & 0x1:
        raise BadInput(file=name, wrong=f"is locked with a password ({path}).", mend="Zip it again without a password.")
