"""Reads XML out of bytes, or says why not: no entities, no document types, no network. Knows no format."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from wending.dossier.rules.findings import RecordRefused

_MOST_ELEMENTS = 200_000


def read_xml(where: str, data: bytes, *, may_name_its_type: bool = False) -> Element:
    """Return the root element; raise RecordRefused for what is no XML, has entities, or has a document type.

    Pictures (SVG) may name their document type, as programs that draw do; it is not followed.
    """
    try:
        root: Element = fromstring(data, forbid_dtd=not may_name_its_type)
    except DefusedXmlException as problem:
        raise RecordRefused(where, "entities") from problem
    except ParseError as problem:
        raise RecordRefused(where, "not_xml", line=problem.position[0]) from problem
    except (ValueError, LookupError) as problem:
        raise RecordRefused(where, "not_xml", line=1) from problem
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise RecordRefused(where, "too_many", limit=_MOST_ELEMENTS)
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """Yield the elements at a path of local names; names of namespaces do not matter, as writers differ in them."""
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if local(child) == path[0]:
            yield from children(child, *path[1:])


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element at a path, or None."""
    return next(children(element, *path), None)


def value(element: Element | None, *path: str) -> str:
    """Return the text of the first element at a path that has one, or ""."""
    return next((text for found in children(element, *path) if (text := "".join(found.itertext()).strip())), "")
