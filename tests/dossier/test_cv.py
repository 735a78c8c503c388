"""CVs and the skills passport on paper: readable, complete, and never saying more than who says it."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from tests.dossier.records import one_of_everything, people
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import (
    Credential,
    Item,
    Kind,
    LanguageLevel,
    Moment,
    Person,
    Record,
    SkillClaim,
    Source,
    Status,
)
from wending.dossier.sources.cv import words
from wending.dossier.sources.cv.write import Look, write_cv, write_skills_passport

ENGLISH = {
    words.SECTIONS[Kind.WORK]: "Work experience",
    words.NOW: "now",
    words.LEVELS[4]: "well enough to teach it",
    words.SOURCES[Source.ENDORSED]: "Confirmed by %(by)s",
}
SKILLS = (
    SkillClaim("samenwerken", level=4, source=Source.ENDORSED, by="Petra Jansen", behaviour="Ik help.\n- elke dag"),
    SkillClaim("bakken", level=2, evidence=("Werk bij Ree", "Diploma")),
    SkillClaim("begeleiden", source=Source.CREDENTIAL, by="De School"),
    SkillClaim("plannen"),
)


def text_of(data: bytes) -> str:
    """Return what a PDF says, on one line."""
    pages = PdfReader(io.BytesIO(data)).pages
    return unicodedata.normalize("NFKC", re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)))


def same(text: str) -> str:
    return text


@pytest.mark.parametrize("look", ["rustig", "modern"])
def test_write_cv_shows_each_kind_and_is_tagged_in_its_language(look: Look) -> None:
    record = replace(one_of_everything(), skills=SKILLS)
    written = write_cv(record, look=look, lang="nl", say=same)
    told = text_of(written.data)
    for item in record.items:
        assert item.title in told
    for heading in words.SECTIONS.values():
        assert unicodedata.normalize("NFKC", heading) in told.replace("’", "'")
    for skill in SKILLS:
        assert skill.name in told
    root = PdfReader(io.BytesIO(written.data)).trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in written.data
    assert written.findings == ()


@pytest.mark.parametrize("look", ["rustig", "modern"])
def test_write_cv_names_who_confirms_a_skill_and_nobody_for_ones_own(look: Look) -> None:
    told = text_of(write_cv(Record(Person("Ada"), skills=SKILLS), look=look, lang="nl", say=same).data)
    assert "Bevestigd door Petra Jansen" in told
    assert "Staat in een bewijs van De School (naam niet nagekeken)" in told
    assert told.count("Bevestigd") == 1
    assert told.count("bewijs") == 1


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.VERIFIED, "De handtekening klopt."),
        (Status.UNVERIFIED, "De handtekening is niet gecontroleerd."),
        (Status.UNSIGNED, "zonder handtekening"),
    ],
)
def test_write_cv_says_of_a_credential_what_was_checked(status: Status, sentence: str) -> None:
    made = Item(Kind.CREDENTIAL, "Hygiëne", credential=Credential("Dienst", status=status, form="elm"))
    typed = Item(Kind.CREDENTIAL, "EHBO", end=Moment(2027, 3), credential=Credential("Kruis"))
    told = text_of(write_cv(Record(Person("Ada"), (made, typed)), look="rustig", lang="nl", say=same).data)
    assert sentence in told
    assert told.count("Digitaal bewijs") == 1
    assert "Geldig tot mrt 2027" in told


def test_write_cv_orders_items_by_time_and_claims_no_end_that_is_unknown() -> None:
    jobs = (
        Item(Kind.WORK, "Eerste", start=Moment(2001), end=Moment(2005, 3)),
        Item(Kind.WORK, "Nu", start=Moment(2010, 5), is_ongoing=True),
        Item(Kind.WORK, "Open", start=Moment(2007)),
        Item(Kind.WORK, "Ooit"),
    )
    told = text_of(write_cv(Record(Person("Ada"), jobs), look="rustig", lang="nl", say=same).data)
    assert re.search(r"Nu .*mei 2010 – nu.* Open .*begonnen in 2007.* Eerste .*2001 – mrt 2005.* Ooit", told)


def test_write_cv_in_english_uses_the_words_it_is_given() -> None:
    record = Record(
        Person("Ada"), (Item(Kind.WORK, "Baker", start=Moment(2010, 5), is_ongoing=True),), SKILLS[:1], "en"
    )
    written = write_cv(record, look="modern", lang="en", say=lambda text: ENGLISH.get(text, text))
    told = text_of(written.data)
    for sentence in ("Work experience", "May 2010 – now", "well enough to teach it", "Confirmed by Petra Jansen"):
        assert sentence in told
    assert PdfReader(io.BytesIO(written.data)).trailer["/Root"]["/Lang"] == "en"


def test_write_cv_moves_skills_that_do_not_fit_beside_the_page() -> None:
    many = tuple(SkillClaim(f"vaardigheid {number}", level=3) for number in range(80))
    told = text_of(write_cv(Record(Person("Ada"), skills=many), look="modern", lang="nl", say=same).data)
    assert all(f"vaardigheid {number} " in told + " " for number in range(80))
    assert told.count("vaardigheid 79") == 1


@settings(max_examples=8, deadline=None)
@given(people)
def test_write_cv_prints_what_a_person_typed_and_runs_none_of_it(person: Person) -> None:
    typed = replace(person, headline='#panic("x") *vet* $a$ \\u{41}', name=f"{person.name} @x <y>")
    told = text_of(write_cv(Record(typed), look="rustig", lang="nl", say=same).data)
    assert '#panic("x") *vet* $a$ \\u{41}' in told.replace("“", '"').replace("”", '"')


def test_write_cv_tells_of_letters_that_cannot_be_printed() -> None:
    written = write_cv(Record(Person("Ada 😀 日本")), look="rustig", lang="nl", say=same)
    assert {"what": "Ada 😀 日本"} in [one.values for one in written.findings]
    assert "Ada ? ??" in text_of(written.data)


def test_all_letters_that_are_let_through_can_be_printed() -> None:
    """PDF/UA stops at a letter without a shape: each range that passes is printed once."""
    ranges = [(0x20, 0x4FF), (0x5D0, 0x5EA), (0x621, 0x63A), (0x640, 0x64A), (0x660, 0x669), (0x1E00, 0x1FFF)]
    ranges += [(0x2000, 0x2027), (0x202F, 0x2040), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122)]
    ranges += [(0x2190, 0x22FF), (0x25A0, 0x25FF)]
    letters = [chr(code) for first, last in ranges for code in range(first, last + 1)]
    letters = [letter for letter in letters if unicodedata.category(letter) not in {"Cn", "Cc"}]
    assert write_cv(Record(Person(" ".join(letters))), look="rustig", lang="nl", say=same).findings == ()


def test_write_skills_passport_tells_level_source_behaviour_and_evidence() -> None:
    written = write_skills_passport(Record(Person("Ada Ree"), skills=SKILLS), lang="nl", say=same, made="1 juni 2026")
    told = text_of(written.data)
    for sentence in (
        "Vaardighedenpaspoort van Ada Ree",
        "zo goed dat ik het anderen leer · Bevestigd door Petra Jansen",
        "Dit zie je aan mij: Ik help. • elke dag",
        "goed · Dat vind ik zelf",
        "Dit hoort erbij: Werk bij Ree; Diploma",
        "hoe goed, is niet gezegd · Staat in een bewijs van De School (naam niet nagekeken)",
        "Gemaakt op 1 juni 2026",
    ):
        assert sentence in told, sentence
    assert b"pdfuaid:part" in written.data


def test_write_refuses_an_empty_record() -> None:
    with pytest.raises(RecordRefused):
        write_cv(Record(lang="nl"), look="rustig", lang="nl", say=same)
    with pytest.raises(RecordRefused):
        write_skills_passport(Record(Person("Ada")), lang="nl", say=same, made="nu")


def test_languages_are_told_with_one_level_when_all_are_the_same() -> None:
    tongues = (
        Item(Kind.LANGUAGE, "Engels", language=LanguageLevel("en", False, *["B2"] * 5)),
        Item(Kind.LANGUAGE, "Duits", language=LanguageLevel("de", False, "B1", "", "", "A2", "")),
        Item(Kind.LANGUAGE, "Fries", language=LanguageLevel("fy", True)),
        Item(Kind.LANGUAGE, "Frans", description="Elementary", language=LanguageLevel("fr")),
    )
    told = text_of(write_cv(Record(Person("Ada"), tongues), look="rustig", lang="nl", say=same).data)
    assert "Engels B2 Duits luisteren B1, spreken A2 Fries moedertaal Frans Elementary" in told
