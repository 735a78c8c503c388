"""From the ESCO to O*NET crosswalk of Mapping Career Causeways to records. Pure: bytes in, contents out.

The file states its confidence in a link as 0.5, 1 or 2 (highest); here it runs from 0 to 1, so these become 0.25, 0.5
and 1. Whether both ends exist in the releases in force is not asked: the crosswalk ages on its own.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, contents_of
from wending.reference.sources.tables import read_table

HIGHEST = 2.0
MAX_URI = 200
MAX_BYTES = 64 * 1024**2
_CODE = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")


def parse_crosswalk(name: str, stream: BinaryIO) -> Contents:
    """Read the crosswalk from a stream into contents; raise BadInput naming file, line and mend."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise r.BadInput(file=name, wrong=f"is larger than {MAX_BYTES // 1024**2} MB.", mend="Give the crosswalk file.")
    if not content.strip():
        raise r.BadInput(file=name, wrong="is empty.", mend="Download the file again.")
    if content.startswith(b"PK"):
        raise r.BadInput(file=name, wrong="is a zip file.", mend="Give the CSV file that is in it.")
    return contents_of("crosswalk", "", _links(name, content))


def _links(name: str, content: bytes) -> Iterator[r.LinkRecord]:
    lines: dict[tuple[str, str], int] = {}
    table = read_table(
        name, content, delimiter=",", required=["concept_uri", "onet_code"], optional=["confidence", "isco_code"]
    )
    for line, [uri, code, confidence, isco_code] in table:
        if not uri.startswith(("http://", "https://")) or len(uri) > MAX_URI:
            wrong = f"{uri[:MAX_URI]!r} is not a URI of at most {MAX_URI} characters."
            raise r.BadInput(file=name, line=line, wrong=wrong, mend="Write the ESCO URI.")
        if not _CODE.fullmatch(code):
            wrong = f"{code!r} is no O*NET-SOC code."
            raise r.BadInput(file=name, line=line, wrong=wrong, mend="Write it as 11-1011.00.")
        if isco_code and not re.fullmatch(r"[0-9]{4}", isco_code.zfill(4)):
            wrong = f"{isco_code!r} is no ISCO-08 unit group."
            raise r.BadInput(file=name, line=line, wrong=wrong, mend="Write the four digits.")
        if (uri, code) in lines:
            wrong = f"links {uri} to {code}, as line {lines[uri, code]} does."
            raise r.BadInput(file=name, line=line, wrong=wrong, mend="Remove one of both rows.")
        lines[uri, code] = line
        yield r.LinkRecord(uri, code, _confidence(name, line, confidence))


def _confidence(name: str, line: int, text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 <= value <= HIGHEST:
        wrong = f"the confidence {text!r} is not a number from 0 to {HIGHEST:g}."
        raise r.BadInput(file=name, line=line, wrong=wrong, mend="Use the values of the published file.")
    return value / HIGHEST
