"""Bytes of an uploaded document (PDF, DOCX, ODT, TXT) -> plain text, safely. Keeps nothing and runs nothing in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePath

from wending.kit.documents.office import read_docx, read_odt
from wending.kit.documents.pdf import read_pdf
from wending.kit.documents.plain import read_txt
from wending.kit.documents.refusal import REASONS, DocumentRefused

__all__ = ["EXTENSIONS", "LARGEST_FILE", "REASONS", "DocumentRefused", "read_document"]

LARGEST_FILE = 10_000_000
_MOST_CHARACTERS = 400_000
_LEAST_LETTERS = 10
_READERS: dict[str, Callable[[bytes], str]] = {"pdf": read_pdf, "docx": read_docx, "odt": read_odt, "txt": read_txt}
_WITH_MACROS = {"docm", "dotm"}

EXTENSIONS = tuple(_READERS)


def read_document(data: bytes, name: str) -> str:
    """Return the plain text of an uploaded file; `name` only tells its type. Raise DocumentRefused with the reason."""
    extension = PurePath(name).suffix.removeprefix(".").lower()[:10]
    if not data:
        raise DocumentRefused("empty")
    if len(data) > LARGEST_FILE:
        megabytes = -(-len(data) // 1_000_000)
        raise DocumentRefused("too_large", size_mb=megabytes, limit_mb=LARGEST_FILE // 1_000_000)
    if extension in _WITH_MACROS:
        raise DocumentRefused("macros")
    if extension not in _READERS:
        raise DocumentRefused("unknown_type", extension=extension)
    text = _tidy(_READERS[extension](data))
    if len(text) > _MOST_CHARACTERS:
        raise DocumentRefused("too_long", limit=_MOST_CHARACTERS)
    if sum(sign.isalpha() for sign in text) < _LEAST_LETTERS:
        raise DocumentRefused("no_text")
    return text


def _tidy(text: str) -> str:
    """Return the text with one kind of line end, no control signs and no rows of blank lines."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    text = "".join(s for s in text if s in "\n\t" or unicodedata.category(s) not in {"Cc", "Cs"})
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()
