"""Recognises what a person brings along by what is in it, not by its name, and reads it: the door of all importers.

A CV as running text (PDF, DOCX, ODT, TXT) is no record: `wending.kit.documents` reads its text, and what it may tell of
work and skills is proposed elsewhere. A PDF is only looked through for the Europass CV that may be attached to it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wending.dossier.rules.exchange import Imported
from wending.dossier.rules.findings import MESSAGES, RecordRefused
from wending.dossier.sources.elm.parse import is_elm, read_elm
from wending.dossier.sources.europass.parse import parse as parse_europass
from wending.dossier.sources.json_files import read_json
from wending.dossier.sources.jsonresume.parse import is_json_resume
from wending.dossier.sources.jsonresume.parse import parse as parse_json_resume
from wending.dossier.sources.linkedin.parse import is_linkedin
from wending.dossier.sources.linkedin.parse import parse as parse_linkedin
from wending.dossier.sources.openbadges.baked import PNG, unbake
from wending.dossier.sources.openbadges.parse import is_badge, old_edition, read_badges
from wending.dossier.sources.proofs.envelope import enclosed
from wending.dossier.sources.proofs.token import is_token
from wending.kit.documents import DocumentRefused
from wending.kit.documents.archive import Archive
from wending.kit.documents.pdf import read_attachments

LARGEST_FILE = 10_000_000
# Plain text of so many words may well be a CV that somebody typed.
LEAST_WORDS = 20
_READ_IN_ZIP = (".xml", ".json", ".jsonld", ".jwt", ".pdf", ".png", ".svg")


def read_record(name: str, data: bytes, now: datetime | None = None) -> Imported:
    """Return the record in a file; `name` stands in messages only, `now` (UTC) tells which credentials are in force.

    Raise RecordRefused with the reason for a file that is empty, too large, unknown, damaged or dangerous, and for a
    credential that does not hold.
    """
    now = now or datetime.now(UTC)
    if not data.strip():
        raise RecordRefused(name, "empty")
    if len(data) > LARGEST_FILE:
        raise RecordRefused(name, "too_large", size=-(-len(data) // 1_000_000), limit=LARGEST_FILE // 1_000_000)
    try:
        return _read(name, data, now)
    except DocumentRefused as refusal:
        code = refusal.code if refusal.code in MESSAGES and refusal.code not in {"too_large", "too_long"} else "broken"
        raise RecordRefused(name, code) from refusal


def _read(name: str, data: bytes, now: datetime) -> Imported:
    if data.startswith(PNG):
        return _read_text(name, unbake(data), now)
    if b"%PDF-" in data[:1024]:
        return _read_pdf(name, data, now)
    if data.startswith(b"PK\x03\x04"):
        return _read_zip(name, data, now)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    # UTF-16 begins with a mark; only XML tells its own letters.
    if start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _read_text(name, unbake(data), now) if b"<svg" in data[:4096] else parse_europass(data)
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError as problem:
        raise RecordRefused(name, "unknown") from problem
    return _read_text(name, text, now)


def _read_text(name: str, text: str, now: datetime) -> Imported:
    """Read a token or JSON: the types in it tell what it is."""
    if not is_token(text):
        if not text.startswith(("{", "[")):
            raise RecordRefused(name, "cv_text" if len(text.split()) >= LEAST_WORDS else "unknown")
        value = read_json(name, text)
        if is_json_resume(value):
            return parse_json_resume(text.encode())
        _refuse_no_credential(name, value)
    found = enclosed(name, text)
    if found and is_elm(found[0].credential):
        return read_elm(found, now)
    if found and (is_badge(found[0].credential) or old_edition(found[0].credential)):
        return read_badges(found, now)
    raise RecordRefused(name, "not_badge")


def _refuse_no_credential(name: str, value: Any) -> None:
    """Refuse JSON in which nothing looks like a credential."""
    first = value[0] if isinstance(value, list) and value else value
    is_one = isinstance(first, str) and is_token(first)
    if not is_one and not (isinstance(first, dict) and ({"@context", "type", "payload", "badge"} & set(first))):
        raise RecordRefused(name, "unknown")


def _read_pdf(name: str, data: bytes, now: datetime) -> Imported:
    """Read what Europass attached to the PDF: XML in the CVs of each edition."""
    for content in read_attachments(data).values():
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" not in content[:4096]:
            return parse_europass(content)
    raise RecordRefused(name, "cv_text")


def _read_zip(name: str, data: bytes, now: datetime) -> Imported:
    archive = Archive(data)
    if is_linkedin(archive.names):
        return parse_linkedin(archive)
    if "word/document.xml" in archive.names or "content.xml" in archive.names:
        raise RecordRefused(name, "cv_text")
    inside = [
        one for one in sorted(archive.names) if one.lower().endswith((".xml", ".json", ".jsonld", ".jwt", ".pdf"))
    ]
    if len(inside) != 1:
        raise RecordRefused(name, "unknown")
    content = archive.read(inside[0])
    if content.startswith(b"PK\x03\x04"):
        raise RecordRefused(name, "unknown")
    return _read(inside[0], content, now)
