"""What REST rooms share: strict JSON, bounded texts, pages and the links between them."""

import re
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from wending.kit.rest import BadJson, Identifier, Paging, Told, Uri, Words, parse_json


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b'{"a": 1,\n "b": }', (2, 7)),
        (b"", (1, 1)),
        (b"\xff\xfe", (0, 0)),
        (b'{"a": NaN}', (0, 0)),
        (b"[Infinity]", (0, 0)),
        (b"[-Infinity]", (0, 0)),
        (b"[" * 100_000, (0, 0)),
        (b"1" * 10_000, (0, 0)),
        (b'{"a": "\x00"}', (1, 8)),
    ],
)
def test_parse_json_says_where_it_is_wrong(body: bytes, place: tuple[int, int]) -> None:
    with pytest.raises(BadJson) as raised:
        parse_json(body)

    assert (raised.value.line, raised.value.column) == place


def test_parse_json_reads_what_is_json() -> None:
    assert parse_json('{"é": [1, 2.5, null, true]}'.encode()) == {"é": [1, 2.5, None, True]}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Words, ["a", "iets met\tkinderen\n", "é😀", "x" * 200], ["", "a\x00", "\x1b[", "x" * 201, "\ud800", "\x7f"]),
        (Uri, ["urn:x", "http://data.europa.eu/esco/skill/1"], ["", "a b", "a\x00", "é", "x" * 301, "a\n"]),
        (Identifier, ["a", "A-1_b.c"], ["", "a/b", "a b", "é", "x" * 101, "a\n"]),
    ],
)
def test_texts_are_bounded(kind: Any, good: list[str], bad: list[str]) -> None:
    adapter = TypeAdapter(kind)

    for text in good:
        assert adapter.validate_python(text) == text
    for text in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)


def test_told_takes_no_text_for_a_number() -> None:
    class Body(Told):
        years_ago: float = 0.0

    assert Body.model_validate({"yearsAgo": 2}).years_ago == 2
    for wrong in ({"yearsAgo": "2"}, {"yearsAgo": True}, {"years": 2}, {"yearsAgo": float("inf")}):
        with pytest.raises(ValidationError):
            Body.model_validate(wrong)


@given(
    total=st.integers(0, 500), page=st.integers(1, 60), size=st.integers(1, 100), other=st.text("ab &=é", max_size=5)
)
def test_links_lead_through_the_whole_list(total: int, page: int, size: int, other: str) -> None:
    asked = Paging(page=page, pageSize=size)
    last = max(1, ceil(total / size))

    links = asked.links("/api/v1/skills", {"group": other, "page": str(page)}, total)

    places = {name: int(place) for place, name in re.findall(r'page=(\d+)>; rel="(\w+)"', links)}
    expected = {"first": 1, "prev": page - 1, "next": page + 1, "last": last}
    assert places == {name: place for name, place in expected.items() if 1 <= place <= last}
    assert all(link.count("page=") == 1 for link in links.split(", <"))


@given(total=st.integers(0, 300), size=st.integers(1, 100))
def test_cut_pages_make_the_list(total: int, size: int) -> None:
    whole = list(range(total))
    seen: list[int] = []
    for page in range(1, max(1, ceil(total / size)) + 1):
        asked = Paging(page=page, pageSize=size)
        told = asked.cut(whole[asked.offset : asked.offset + asked.page_size], total)
        seen += told["items"]
        assert told["page_count"] == ceil(total / size)

    assert seen == whole
