"""A file that comes with a message: documents are opened once to see that they are what they seem, pictures are made
anew, so that place, camera and whatever hides in them are gone."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from PIL import Image, ImageOps, UnidentifiedImageError

from wending.kit.documents import DocumentRefused, read_document

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2560
_LONGEST_NAME = 60
_PICTURES = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp")}
_DOCUMENTS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: its name with the right ending, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


def checked(data: bytes, name: str) -> CheckedFile:
    """Return the file to keep; raise DocumentRefused with the reason where it is not one we take."""
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")) or data[8:12] == b"WEBP":
        return _picture(data, name)
    try:
        read_document(data, name)
    except DocumentRefused as refusal:
        # A scan holds no text and is welcome all the same.
        if refusal.code != "no_text":
            raise
    ending = PurePath(name).suffix.lower()
    return CheckedFile(_clean(name, ending), _DOCUMENTS[ending], data)


def _picture(data: bytes, name: str) -> CheckedFile:
    try:
        with Image.open(BytesIO(data), formats=list(_PICTURES)) as found:
            if found.width * found.height > MOST_PIXELS:
                raise DocumentRefused("bomb")
            kind = found.format or ""
            found.load()
            upright = ImageOps.exif_transpose(found)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as problem:
        raise DocumentRefused("broken") from problem
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    has_alpha = kind != "JPEG" and ("A" in upright.getbands() or "transparency" in upright.info)
    # Only the dots are copied.
    fresh = upright.convert("RGBA" if has_alpha else "RGB")
    fresh.info.clear()
    media_type, ending = _PICTURES[kind]
    made = BytesIO()
    fresh.save(made, kind)
    return CheckedFile(_clean(name, ending), media_type, made.getvalue())


def _clean(name: str, ending: str) -> str:
    stem = "".join(sign if sign.isalnum() or sign in " -_()" else " " for sign in PurePath(name).stem)
    return f"{' '.join(stem.split())[:_LONGEST_NAME].strip() or 'bestand'}{ending}"
