"""The zip file that a publisher sends round, by the bare names of its members; refused as bad input. Parses nothing."""

from dataclasses import dataclass
from typing import BinaryIO

from wending.kit.zip_file import Limits, ZipMembers, ZipRefused
from wending.reference.rules.records import BadInput

MAX_MEMBERS = 500
MAX_MEMBER_BYTES = 256 * 1024**2
MAX_TOTAL_BYTES = 1024**3
AGAIN = "Download the file again."
_MENDS = dict.fromkeys(
    ("path", "link", "bomb", "many", "large", "total"),
    "This is not the official download: get it from the publisher.",
) | {
    "not-zip": "Give the zip file as it was downloaded, not a file out of it.",
    "locked": "Zip it again without a password.",
    "packed": "Zip it again, plainly.",
    "twice": "Keep one of them in the zip file.",
}


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened zip file: `members` maps the bare file name, without folders, to the whole path."""

    name: str
    zip: ZipMembers
    members: dict[str, str]

    def place(self, member: str) -> str:
        """Name a member for a message."""
        return f"{self.name}: {member}"

    def read(self, member: str) -> bytes:
        """Return the bytes of a member; raise BadInput when they are damaged or empty."""
        try:
            content = self.zip.read(self.members[member])
        except ZipRefused as refusal:
            raise _bad(self.place(member), refusal) from refusal
        if not content.strip():
            raise BadInput(file=self.place(member), wrong="is empty.", mend=AGAIN)
        return content


def open_archive(name: str, stream: BinaryIO) -> Archive:
    """Open a zip file from a seekable stream; raise BadInput when it is none, is damaged or plays tricks."""
    limits = Limits(members=MAX_MEMBERS, member_bytes=MAX_MEMBER_BYTES, total_bytes=MAX_TOTAL_BYTES)
    members: dict[str, str] = {}
    try:
        opened = ZipMembers(stream, limits)
        for path in opened.names:
            if path.startswith("__MACOSX/"):
                continue
            opened.measure(path)
            bare = path.rsplit("/", 1)[-1]
            if bare in members:
                raise ZipRefused("twice", f"holds {bare} twice.", path)
            members[bare] = path
    except ZipRefused as refusal:
        raise _bad(name, refusal) from refusal
    return Archive(name, opened, members)


def _bad(place: str, refusal: ZipRefused) -> BadInput:
    return BadInput(file=place, wrong=refusal.wrong, mend=_MENDS.get(refusal.code, AGAIN))
