"""A file that somebody adds as evidence, checked by what is in it and not by its name, and made harmless where we can.

Pictures are drawn anew, so that place, time, camera and anything hidden behind the picture are gone. PDF, DOCX, ODT and
plain text are opened once to see that they are what they seem, without macros, scripts or a second file inside.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from PIL import Image, ImageOps, UnidentifiedImageError

from wending.kit.documents import DocumentRefused
from wending.kit.documents.archive import Archive
from wending.kit.documents.office import read_docx, read_odt
from wending.kit.documents.pdf import read_pdf
from wending.kit.documents.plain import read_txt
from wending.kit.zip_file import is_zip

# A picture with more dots than this is refused before it is unpacked; a larger side than this is made smaller.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2560
_LONGEST_NAME = 60
_PICTURES = {"PNG": ("image/png", "png"), "JPEG": ("image/jpeg", "jpg"), "WEBP": ("image/webp", "webp")}
# How a photo of an iPhone begins (ISO 23008-12): Pillow does not open it.
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
# What a PDF can do besides being read; looked for as it is written, which catches the common cases and not all.
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|OpenAction\s*<<[^>]*/S\s*/(?:JavaScript|Launch))\b"
)
_PAGE_OF_WEB = re.compile(r"<\s*(!doctype|html|svg|script|\?xml|\?php|iframe|body|head|math)\b", re.IGNORECASE)


class FileRefused(Exception):
    """The file is not taken. `code` says why: a key of `queries.file_words.REFUSED`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: a clean name with the right ending, its media type, and its bytes."""

    name: str
    media_type: str
    data: bytes


def checked(data: bytes, name: str) -> CheckedFile:
    """Return the file to keep; raise FileRefused where it is not one of the kinds we take, or not safe."""
    if not data:
        raise FileRefused("empty")
    if data.startswith(b"%PDF-"):
        return CheckedFile(clean_name(name, "pdf"), "application/pdf", _pdf(data))
    if _is_picture(data):
        return _picture(data, name)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise FileRefused("heic")
    if data.startswith(b"PK\x03\x04"):
        return _office(data, name)
    return CheckedFile(clean_name(name, "txt"), "text/plain", _text(data))


def clean_name(name: str, ending: str) -> str:
    """Return a name of letters, digits, spaces and a few signs, at most 60 long, with the ending that fits."""
    stem = PurePath(name.replace("\\", "/")).stem
    stem = "".join(
        sign for sign in unicodedata.normalize("NFC", stem) if not unicodedata.category(sign).startswith("C")
    )
    stem = re.sub(r"[^\w \-()]+", " ", stem)
    stem = re.sub(r"\s+", " ", stem).strip(" .-_")[:_LONGEST_NAME].strip()
    return f"{stem or 'bestand'}.{ending}"


def _is_picture(data: bytes) -> bool:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or is_webp


def _picture(data: bytes, name: str) -> CheckedFile:
    try:
        with Image.open(io.BytesIO(data), formats=list(_PICTURES)) as found:
            if found.width * found.height > MOST_PIXELS:
                raise FileRefused("too_many_pixels")
            kind = found.format or ""
            # A JPEG can be unpacked at a part of its size: a large photo then takes little memory.
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            found.load()
            upright = ImageOps.exif_transpose(found)
    except Image.DecompressionBombError as problem:
        raise FileRefused("too_many_pixels") from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise FileRefused("broken") from problem
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    has_alpha = kind != "JPEG" and ("A" in upright.getbands() or "transparency" in upright.info)
    # Only the dots are copied: whatever else came with the picture stays behind.
    fresh = upright.convert("RGBA" if has_alpha else "RGB")
    fresh.info.clear()
    media_type, ending = _PICTURES[kind]
    made = io.BytesIO()
    fresh.save(made, kind, **({"quality": 85} if kind != "PNG" else {"optimize": False}))
    return CheckedFile(clean_name(name, ending), media_type, made.getvalue())


def _pdf(data: bytes) -> bytes:
    _refuse_second_file(data)
    if data.rpartition(b"%%EOF")[2].strip():
        raise FileRefused("two_kinds")
    if _ACTIVE.search(data):
        raise FileRefused("active")
    _opened(read_pdf, data)
    return data


def _office(data: bytes, name: str) -> CheckedFile:
    try:
        names = Archive(data).names
    except DocumentRefused as refusal:
        raise _refused(refusal) from refusal
    if "word/document.xml" in names:
        reader, media_type, ending = read_docx, _DOCX, "docx"
    elif "content.xml" in names and "mimetype" in names:
        reader, media_type, ending = read_odt, _ODT, "odt"
    else:
        raise FileRefused("unknown_type")
    if any(part.lower().startswith(("word/embeddings/", "objectreplacements/", "object ")) for part in names):
        raise FileRefused("active")
    _opened(reader, data)
    return CheckedFile(clean_name(name, ending), media_type, data)


def _text(data: bytes) -> bytes:
    try:
        text = read_txt(data)
    except DocumentRefused as refusal:
        raise FileRefused("unknown_type") from refusal
    _refuse_second_file(data)
    if text.lstrip("\ufeff \t\r\n").startswith(("<", "#!", "MZ")) or _PAGE_OF_WEB.search(text):
        raise FileRefused("web_page")
    return text.encode()


def _refuse_second_file(data: bytes) -> None:
    """Refuse a file that is an archive as well: it could be one thing for us and another for who opens it."""
    if is_zip(data):
        raise FileRefused("two_kinds")


def _opened(reader: Callable[[bytes], str], data: bytes) -> None:
    try:
        reader(data)
    except DocumentRefused as refusal:
        raise _refused(refusal) from refusal


def _refused(refusal: DocumentRefused) -> FileRefused:
    known = {"macros": "active", "password": "password", "bomb": "bomb", "entities": "active", "paths": "bomb"}
    return FileRefused(known.get(refusal.code, "broken"))
