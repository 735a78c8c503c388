"""Text of DOCX (Office Open XML) and ODT (OpenDocument) files: paragraphs in reading order, one per line.

Only the body is read: no pictures, no linked files, no deleted or hidden-change text. Macros are never opened: a file
that has them is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from wending.kit.documents.archive import Archive
from wending.kit.documents.refusal import DocumentRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_WIDEST_GAP = 20

Piece = Callable[[Element], str]


def read_docx(data: bytes) -> str:
    """Return the text of a DOCX file. Raise DocumentRefused."""
    archive = _opened(data, "docx")
    if "[Content_Types].xml" not in archive.names or "word/document.xml" not in archive.names:
        raise DocumentRefused("wrong_type", extension="docx")
    lowered = {name.lower() for name in archive.names}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in name for name in lowered):
        raise DocumentRefused("macros")
    if b"macroenabled" in archive.read("[Content_Types].xml").lower():
        raise DocumentRefused("macros")
    root = _parsed(archive.read("word/document.xml"))
    return _text(root, {f"{_W}p"}, {f"{_MC}Fallback", f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"}, _docx_piece)


def read_odt(data: bytes) -> str:
    """Return the text of an ODT file. Raise DocumentRefused."""
    archive = _opened(data, "odt")
    if "mimetype" not in archive.names or not archive.read("mimetype").startswith(_ODT_TYPE):
        raise DocumentRefused("wrong_type", extension="odt")
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
        raise DocumentRefused("macros")
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise DocumentRefused("password")
    root = _parsed(archive.read("content.xml"))
    scripts = root.find(f"{_OFFICE}scripts")
    if scripts is not None and len(scripts):
        raise DocumentRefused("macros")
    body = root.find(f"{_OFFICE}body")
    skipped = {f"{_T}tracked-changes", f"{_OFFICE}annotation"}
    return "" if body is None else _text(body, {f"{_T}p", f"{_T}h"}, skipped, _odt_piece)


def _opened(data: bytes, extension: str) -> Archive:
    if data.startswith(_OLE):
        # Office wraps a locked DOCX in its old container.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentRefused("password")
        raise DocumentRefused("wrong_type", extension=extension)
    if not data.startswith(b"PK"):
        raise DocumentRefused("wrong_type", extension=extension)
    return Archive(data)


def _parsed(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise DocumentRefused("entities") from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise DocumentRefused("broken") from problem
    return root


def _docx_piece(element: Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    return {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}.get(element.tag, "")


def _odt_piece(element: Element) -> str:
    if element.tag == f"{_T}s":
        count = element.get(f"{_T}c", "1")
        return " " * min(int(count) if count.isdecimal() and len(count) < 4 else _WIDEST_GAP, _WIDEST_GAP)
    before = {f"{_T}tab": "\t", f"{_T}line-break": "\n"}.get(element.tag, "")
    return before + (element.text or "")


def _text(root: Element, paragraphs: set[str], skipped: set[str], piece: Piece) -> str:
    """Walk without recursion (nesting may be as deep as an attacker likes) and end each paragraph with a line end."""
    tails = piece is _odt_piece
    found: list[str] = []
    path: list[Element | str] = [root]
    while path:
        element = path.pop()
        if isinstance(element, str):
            found.append(element)
            continue
        if element.tag in skipped:
            continue
        found.append(piece(element))
        if element.tag in paragraphs:
            path.append("\n")
        for child in reversed(element):
            if tails and child.tail:
                path.append(child.tail)
            path.append(child)
    return "".join(found)
