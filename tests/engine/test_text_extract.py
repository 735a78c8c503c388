"""Occupations and skills out of texts, on a small index: what is there is quoted exactly, what is denied stays out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.engine.text import Entry, Extraction, TextIndex, extract
from wending.engine.text.passages import passages

OCCUPATIONS = ["timmerman", "kok", "verkoper", "bakker", "directeur", "fysiotherapeut", "truck driver"]
SKILLS = [
    "lassen",
    "koken",
    "Excel",
    "English",
    "operate forklift",
    "listen actively",
    "hang wallpaper",
    "manage staff",
]
INDEX = TextIndex().fit(
    [Entry(f"o/{name}", "occupation", "nl", "preferred", name) for name in OCCUPATIONS]
    + [Entry(f"s/{name}", "skill", "nl", "preferred", name) for name in SKILLS]
)
TEXTS = json.loads((Path(__file__).parents[1] / "search" / "texts.json").read_text(encoding="utf-8"))


def found(text: str, lang: str = "nl") -> tuple[set[str], set[str]]:
    result = extract(text, INDEX, lang)  # type: ignore[arg-type]
    return {p.label for p in result.occupations}, {p.label for p in result.skills}


@pytest.mark.parametrize(
    ("text", "occupations", "skills"),
    [
        ("2019 - 2023  Timmerman bij De Bouw", {"timmerman"}, set()),
        ("Ik werkte als kok in een hotel.", {"kok"}, set()),
        ("Wij zoeken een ervaren verkoper!", {"verkoper"}, set()),
        ("Als kok krijg je een marktconform salaris en koken leer je hier.", {"kok"}, set()),
        ("Ik heb ervaring met lassen en koken.", set(), {"lassen", "koken"}),
        ("Ik heb geen ervaring met lassen, koken of Excel.", set(), set()),
        ("Ik kan niet lassen, maar wel koken.", set(), {"koken"}),
        ("Ervaring met Excel is niet nodig.", set(), set()),
        ("Zonder ervaring met lassen kun je hier ook terecht.", set(), set()),
        ("Ik kan niet alleen lassen.", set(), {"lassen"}),
        ("Bakker Installaties B.V.", set(), set()),
        ("Naam: Jan Timmerman", set(), set()),
        ("Bakker, Kerkstraat 12, 1234 AB Emmen", set(), set()),
        ("Je rapporteert aan de directeur en de fysiotherapeut.", set(), set()),
        ("Wij bieden\n- een cursus lassen\n- Engels", set(), set()),
        (
            "- heftruck rijden\n- luisteren\n- behangen",
            set(),
            {"operate forklift", "listen actively", "hang wallpaper"},
        ),
        ("Talen: Engels (goed)", set(), {"English"}),
        ("", set(), set()),
    ],
)
def test_extract_from_dutch(text: str, occupations: set[str], skills: set[str]) -> None:
    assert found(text) == (occupations, skills)


@pytest.mark.parametrize(
    ("text", "occupations", "skills"),
    [
        ("We are looking for a truck driver.", {"truck driver"}, set()),
        ("I have no experience with Excel.", set(), set()),
        ("Excel is not required, but English is essential.", set(), {"English"}),
        ("Responsible for managing staff", set(), {"manage staff"}),
        ("What we offer\n- English lessons\n- Excel", set(), set()),
        ("I can't manage staff; I use Excel", set(), {"Excel"}),
    ],
)
def test_extract_from_english(text: str, occupations: set[str], skills: set[str]) -> None:
    assert found(text, "en") == (occupations, skills)


def test_extract_says_what_it_left_aside_and_why() -> None:
    result = extract("Geen ervaring met lassen.\nWij bieden een goed salaris.\nMail naar a@b.nl", INDEX)

    assert [reason for _, reason in result.ignored] == ["negation", "boilerplate", "contact"]


def test_extract_keeps_one_proposal_per_concept() -> None:
    result = extract("Lassen\nlassen\nIk heb ervaring met lassen.", INDEX)

    assert [(p.label, p.quote) for p in result.skills] == [("lassen", "Lassen")]


def assert_quotes(text: str, result: Extraction) -> None:
    for proposal in [*result.occupations, *result.skills]:
        assert proposal.quote
        assert text[proposal.start : proposal.end] == proposal.quote
        assert 0 < proposal.score <= 1
    for quote, _ in result.ignored:
        assert quote in text


@pytest.mark.parametrize("case", TEXTS, ids=[case["id"] for case in TEXTS])
def test_extract_quotes_exactly_on_whole_texts(case: dict[str, str]) -> None:
    assert_quotes(case["text"], extract(case["text"], INDEX, case["lang"]))  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["lassen", "geen", "maar", "kok", ",", "\n", "- ", ".", "Ik", "als", "é", "\t", "Excel"]))
)
def test_extract_quotes_exactly_on_any_text(words: list[str]) -> None:
    text = " ".join(words)

    assert_quotes(text, extract(text, INDEX))


def test_passages_join_lines_that_run_on_and_keep_lists_apart() -> None:
    text = "Ik heb geen ervaring\nmet lassen.\n- koken\n- verkopen\nVaardigheden\nluisteren"

    assert [p.span.quote for p in passages(text)] == [
        "Ik heb geen ervaring\nmet lassen.",
        "koken",
        "verkopen",
        "luisteren",
    ]
