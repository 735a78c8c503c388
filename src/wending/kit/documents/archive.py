"""The parts of the zip file that a DOCX or ODT is, or that a person uploads; refused in the words for documents."""

from __future__ import annotations

from wending.kit.documents.refusal import DocumentRefused
from wending.kit.zip_file import Limits, ZipMembers, ZipRefused

_LIMITS = Limits(members=2000, member_bytes=8_000_000, total_bytes=60_000_000, ratio=150, small_bytes=1_000_000)
# Every other reason is that the file is broken.
_CODES = {"locked": "password", "path": "paths", "link": "paths"} | dict.fromkeys(
    ("bomb", "many", "large", "total"), "bomb"
)


class Archive:
    """The checked parts of one zip file. Refuses what is broken, locked, swollen or reaches outside its folder."""

    def __init__(self, data: bytes) -> None:
        try:
            self._members = ZipMembers(data, _LIMITS)
        except ZipRefused as refusal:
            raise DocumentRefused(_CODES.get(refusal.code, "broken")) from refusal
        self.names = frozenset(self._members.names)

    def read(self, name: str) -> bytes:
        """Return one part. Raise DocumentRefused when it is absent, damaged or larger than it says."""
        if name not in self.names:
            raise DocumentRefused("broken")
        try:
            return self._members.read(name)
        except ZipRefused as refusal:
            raise DocumentRefused(_CODES.get(refusal.code, "broken")) from refusal
