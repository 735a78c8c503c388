"""Answers of the Open Education API to records of what schools offer; what does not fit is named by file and id."""

import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.offer_files import CARE, FACULTY, MASTER, OFFERING, PROGRAMS, SCHOOL, page
from wending.reference.rules.contents import contents_of, digest
from wending.reference.rules.labour_market import OfferRecord
from wending.reference.rules.records import BadInput
from wending.reference.sources.oeapi.parse import next_page, parse_oeapi


def read(*contents: bytes) -> list[OfferRecord]:
    return list(parse_oeapi([(f"f{place}.json", content) for place, content in enumerate(contents)], {}))


def refusal(*contents: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(*contents)
    assert caught.value.mend
    return caught.value


def test_parse_oeapi_reads_programs_with_school_and_offerings(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        care, assen, emmen = read(page(PROGRAMS), page([FACULTY]), page([OFFERING]))
    assert care == OfferRecord(
        key="prog-1",
        name="Verzorgende verzonnen",
        register="crebo",
        code="02345",
        level="mbo-3",
        nlqf="3",
        isced_f="0913",
        modes="duaal online",
        duration_months=30,
        language="nl",
        # The school above the faculty, told in full with another program.
        provider="Mbo Verzonnen",
        place="Zwolle",
        municipality="",
        starts="",
        url="https://school.example/verzorgende",
    )
    assert (assen.key, assen.place, emmen.key, emmen.place) == ("prog-2 Assen", "Assen", "prog-2 Emmen", "Emmen")
    assert (assen.name, assen.level, assen.nlqf, assen.register, assen.code) == (
        *("Invented studies", "hbo-master", "7", "", ""),
    )
    # 26 weeks are no whole months, and at one's own pace is no mode that we know.
    assert (assen.duration_months, assen.modes, assen.starts) == (None, "", "2027-09-01")
    assert "modeOfStudy 'self-paced' is not known" in caplog.text


@given(st.permutations([*PROGRAMS, SCHOOL, FACULTY, OFFERING]), st.integers(0, 6), st.booleans())
def test_parse_oeapi_does_not_mind_order_pages_or_repetition(order: list[Any], cut: int, is_list: bool) -> None:
    def kinds(items: list[Any]) -> list[bytes]:
        # An answer holds objects of one kind.
        keys = ("programId", "organizationId", "offeringId")
        parts = [[item for item in items if next(k for k in keys[::-1] if k in item) == key] for key in keys]
        return [json.dumps(part).encode() if is_list else page(part) for part in parts if part]

    expected = digest(contents_of("oeapi", "", read(page(PROGRAMS), page([SCHOOL, FACULTY]), page([OFFERING]))))
    found = read(*kinds(order[:cut]), *kinds(order[cut:]), *kinds(order[:2]), json.dumps(CARE).encode())
    assert digest(contents_of("oeapi", "", found)) == expected


@pytest.mark.parametrize("is_brief_first", [True, False])
def test_parse_oeapi_takes_the_school_from_whichever_file_tells_it(is_brief_first: bool) -> None:
    # A faculty is told briefly inside a program, and with its school among the organizations.
    brief = page([CARE | {"organization": {"organizationId": "org-2", "name": "Afdeling Zorg"}}])
    full = page([FACULTY, SCHOOL])
    assert [offer.provider for offer in read(*([brief, full] if is_brief_first else [full, brief]))] == [
        "Mbo Verzonnen"
    ]


def test_parse_oeapi_takes_the_place_of_the_offering_before_that_of_the_program() -> None:
    offers = read(page([CARE]), page([OFFERING | {"program": "prog-1"}]), page([FACULTY, SCHOOL]))
    assert [offer.place for offer in offers] == ["Assen", "Emmen"]


def test_parse_oeapi_wants_every_page() -> None:
    pages = [page([CARE], 1, has_next=True), page([MASTER], 2, has_next=True), page([CARE | {"programId": "3"}], 3)]
    others = page([SCHOOL, FACULTY])
    assert len(read(*pages, others)) == 3
    for missing in (1, 2):
        error = refusal(*(one for place, one in enumerate(pages) if place != missing), others)
        assert f"says that page {missing + 1} comes after it" in error.wrong
        assert f"pageNumber={missing + 1}" in error.mend
    # A second page of the organizations is none of the programs.
    assert "page 2" in refusal(pages[0], page([SCHOOL], 2), page([FACULTY])).wrong


def test_next_page_is_told_by_the_answer() -> None:
    assert next_page(json.loads(page([CARE], 4, has_next=True))) == 5
    assert next_page(json.loads(page([CARE], 4))) is None


@pytest.mark.parametrize(
    ("level", "sector", "expected"),
    [
        ("secondary vocational education 1", "secondary vocational education", ("mbo-entree", "1", "crebo")),
        ("secondary vocational education 4", None, ("mbo-4", "4", "crebo")),
        ("associate degree", "higher professional education", ("ad", "5", "croho")),
        ("bachelor", "higher professional education", ("hbo-bachelor", "6", "croho")),
        ("bachelor", "university education", ("wo-bachelor", "6", "croho")),
        ("doctoral", "university education", ("phd", "8", "croho")),
        ("bachelor", None, ("", "", "")),
        ("undivided", "university education", ("", "", "")),
        (None, None, ("", "", "")),
    ],
)
def test_parse_oeapi_takes_levels_by_the_table_alone(
    level: str | None, sector: str | None, expected: tuple[str, str, str]
) -> None:
    [offer] = read(
        page([CARE | {"level": level, "sector": sector, "levelOfQualification": None}]), page([FACULTY, SCHOOL])
    )
    assert (offer.level, offer.nlqf, offer.register) == expected
    assert offer.code == "02345"


@pytest.mark.parametrize(
    ("duration", "months"),
    [("P4Y", 48), ("P18M", 18), ("P1Y6M", 18), ("P40D", None), ("PT30H", None), (None, None), ("", None)],
)
def test_parse_oeapi_counts_whole_months_only(duration: str | None, months: int | None) -> None:
    [offer] = read(page([CARE | {"duration": duration}]), page([FACULTY, SCHOOL]))
    assert offer.duration_months == months


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"otherCodes": [{"codeType": "crohoCreboCode", "code": 2345}]}, "is not a text of five digits"),
        ({"otherCodes": [{"codeType": "crohoCreboCode", "code": "2345"}]}, "is not a text of five digits"),
        ({"duration": "vier jaar"}, "the duration 'vier jaar' is not in ISO 8601"),
        ({"duration": 4}, "the duration 4 is not in ISO 8601"),
        ({"organization": "org-9"}, "its organization is org-9, of which no file gives the name"),
        ({"organization": None}, "its organization is nothing"),
        ({"name": []}, "prog-1 has no name"),
        ({"programType": "minor"}, 'no program of the type "program"'),
        ({"programId": ""}, "an object without offeringId"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parse_oeapi_names_the_program_that_does_not_fit(change: dict[str, Any], wrong: str) -> None:
    error = refusal(page([CARE | change]), page([FACULTY, SCHOOL]))
    assert error.file == "f0.json"
    assert wrong in error.wrong


@pytest.mark.parametrize(
    ("content", "line", "wrong"),
    [
        (b"", None, "is empty"),
        (b"<html></html>", 1, "is not JSON"),
        (page(PROGRAMS)[:-20], 1, "is not JSON, or it is cut off"),
        (b'{"items": [\n{"programId": }]}', 2, "is not JSON"),
        ('{"items": [\n"\u00e9"]}'.encode("latin-1"), 2, "not UTF-8"),
        (b'{"items": ["x"]}', None, "it holds no objects"),
        (b"[]", None, "is an empty list"),
        (page([CARE | {"level": "master"}]), None, "programId prog-1 differs from what f0.json says of it"),
        (page([OFFERING | {"program": None}]), None, "offering off-1 does not say of which program"),
        (page([OFFERING | {"startDate": "september"}]), None, "'september' of an offering is no day"),
        (page([SCHOOL | {"name": "Anders"}]), None, "organizationId org-1 differs from what f0.json says of it"),
        (b'{"pageNumber": "twee", "hasNextPage": true, "items": [{"programId": "9"}]}', None, "is no number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parse_oeapi_names_what_is_wrong_with_a_file(content: bytes, line: int | None, wrong: str) -> None:
    error = refusal(page(PROGRAMS), content, page([FACULTY]))
    assert error.line == line
    assert wrong in error.wrong


def test_parse_oeapi_without_programs_is_refused() -> None:
    assert "holds no programs" in refusal(page([SCHOOL])).wrong
    assert "holds no programs" in refusal(page([])).wrong
