"""The crosswalk to records: confidence from 0 to 1, mistakes at their line."""

import io

import pytest

from tests.reference.factories import DRIVER, DRIVERS, ESCO, NURSE, NURSES, crosswalk_bytes, zip_bytes
from wending.reference.rules import records as r
from wending.reference.sources.crosswalk.parse import parse_crosswalk


def links(content: bytes) -> list[r.LinkRecord]:
    return parse_crosswalk("c.csv", io.BytesIO(content)).of(r.LinkRecord)


def refusal(content: bytes) -> r.BadInput:
    with pytest.raises(r.BadInput) as caught:
        links(content)
    return caught.value


def test_parse_crosswalk_rescales_confidence() -> None:
    found = {link.uri: link for link in links(crosswalk_bytes())}
    assert found[NURSE] == r.LinkRecord(NURSE, NURSES, 1.0)
    assert found[DRIVER] == r.LinkRecord(DRIVER, DRIVERS, 0.25)


def test_parse_crosswalk_without_confidence_leaves_it_open() -> None:
    content = f"concept_uri,onet_code\n{NURSE},{NURSES}\n".encode()
    assert links(content) == [r.LinkRecord(NURSE, NURSES, None)]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (f"nurse,{NURSES},1,2221", "is not a URI"),
        (f"{ESCO}/x,11-1111,1,2221", "'11-1111' is no O*NET-SOC code"),
        (f"{ESCO}/x,{NURSES},3,2221", "'3' is not a number from 0 to 2"),
        (f"{ESCO}/x,{NURSES},nan,2221", "'nan' is not a number"),
        (f"{ESCO}/x,{NURSES},1,nurse", "'nurse' is no ISCO-08 unit group"),
        (f"{NURSE},{NURSES},1,2221", "as line 2 does"),
    ],
)
def test_parse_crosswalk_names_the_line_of_a_mistake(row: str, wrong: str) -> None:
    head = f"concept_uri,onet_code,confidence,isco_code\n{NURSE},{NURSES},1,2221\n"
    error = refusal(f"{head}{row}\n".encode())
    assert (error.file, error.line) == ("c.csv", 3)
    assert wrong in error.wrong


def test_parse_crosswalk_refuses_other_files() -> None:
    assert "is empty" in refusal(b"").wrong
    assert "is a zip file" in refusal(zip_bytes({"c.csv": crosswalk_bytes()})).wrong
    assert "no column onet_code" in refusal(b"concept_uri\nx\n").wrong
