"""Text of a TXT file: UTF-8, UTF-16 with its mark, else the old Windows letters of Western Europe."""

from __future__ import annotations

import codecs

from wending.kit.documents.refusal import DocumentRefused


def read_txt(data: bytes) -> str:
    """Return the text. Raise DocumentRefused when the bytes are no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    if _looks_binary(data):
        raise DocumentRefused("wrong_type", extension="txt")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as problem:
        raise DocumentRefused("broken") from problem


def _looks_binary(data: bytes) -> bool:
    """Tell whether the bytes hold a zero or more than a stray control sign: no text file does."""
    control = sum(data.count(sign) for sign in range(32) if sign not in (9, 10, 12, 13))
    return b"\0" in data or control > len(data) // 200
