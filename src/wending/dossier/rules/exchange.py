"""What comes out of reading or writing a file: the record or the bytes, with everything that did not come along."""

from __future__ import annotations

from dataclasses import dataclass

from wending.dossier.rules.findings import Finding
from wending.dossier.rules.record import Record


@dataclass(frozen=True, slots=True)
class Imported:
    """A record read from a file of `form`, such as "europass", and what was left out or is doubtful."""

    form: str
    record: Record
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file, its media type and the end of its name, and what of the record it cannot hold."""

    data: bytes
    media_type: str
    extension: str
    findings: tuple[Finding, ...] = ()
