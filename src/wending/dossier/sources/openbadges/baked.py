"""Takes the credential out of a picture into which it was baked: PNG (iTXt, tEXt) and SVG. The picture is not drawn."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from wending.dossier.rules.findings import RecordRefused
from wending.dossier.sources.xml_files import child, children, read_xml

PNG = b"\x89PNG\r\n\x1a\n"
_MOST_TEXT = 2_000_000
_MOST_CHUNKS = 20_000


def unbake(data: bytes) -> str:
    """Return the text that was baked in. Raise RecordRefused when there is none, or only that of an older edition."""
    return _from_png(data) if data.startswith(PNG) else _from_svg(data)


def _from_png(data: bytes) -> str:
    texts = dict(_texts(data))
    if "openbadgecredential" in texts:
        return texts["openbadgecredential"]
    if "openbadges" in texts:
        raise RecordRefused("png", "badge_2", version="2.0")
    raise RecordRefused("png", "no_picture_badge")


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield keyword and text of the chunks that hold text (PNG 1.2, 4.2.3); a cut-off file ends them."""
    place = len(PNG)
    for _ in range(_MOST_CHUNKS):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + size]
        if kind in {b"", b"IEND"} or len(body) < size:
            return
        keyword, _, rest = body.partition(b"\0")
        if kind == b"tEXt":
            yield keyword.decode("latin-1"), rest[:_MOST_TEXT].decode("utf-8", "replace")
        elif kind == b"iTXt":
            _, _, tail = rest[2:].partition(b"\0")
            _, _, text = tail.partition(b"\0")
            yield keyword.decode("latin-1"), _decoded(_unpacked(text) if rest[:1] == b"\1" else text)
        place += 12 + size


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, _MOST_TEXT)
    except zlib.error as problem:
        raise RecordRefused("png", "broken") from problem
    if unpacker.unconsumed_tail:
        raise RecordRefused("png", "bomb")
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        raise RecordRefused("png", "not_text") from problem


def _from_svg(data: bytes) -> str:
    root = read_xml("svg", data, may_name_its_type=True)
    for element in children(root, "credential"):
        text = element.get("verify") or "".join(element.itertext())
        if text.strip():
            return text.strip()
    if child(root, "assertion") is not None:
        raise RecordRefused("svg", "badge_2", version="2.0")
    raise RecordRefused("svg", "no_picture_badge")
