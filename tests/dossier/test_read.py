"""The door of all importers: what a file is follows from what is in it, and nothing makes it stumble."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from tests.dossier.test_badges import TOKEN
from tests.dossier.test_elm import DIPLOMA
from tests.dossier.test_europass import CANDIDATE, JOB, OLD
from tests.dossier.test_json_resume import RESUME
from tests.dossier.test_linkedin import FILES, zipped
from wending.dossier.rules.findings import MESSAGES, Finding, RecordRefused, finding
from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import LanguageLevel, Moment, SkillClaim
from wending.dossier.sources import read as door
from wending.dossier.sources.languages import language_code, language_name, three_letters, two_letters
from wending.dossier.sources.read import LARGEST_FILE, read_record
from wending.dossier.sources.reading import Reading, clean, is_web_address, plain_text

NOW = datetime(2026, 6, 1, tzinfo=UTC)
OLD_CV = OLD.format(jobs=JOB)


def pdf(attachments: dict[str, bytes], password: str = "") -> bytes:
    """Return a PDF of one empty page with files attached, made by pypdf."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in attachments.items():
        writer.add_attachment(name, content)
    if password:
        writer.encrypt(password)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


GOOD = {
    "europass": CANDIDATE.encode(),
    "europass with a mark": b"\xef\xbb\xbf" + CANDIDATE.encode(),
    "europass in utf-16": CANDIDATE.replace("UTF-8", "UTF-16").encode("utf-16"),
    "europass before 2020": OLD_CV.encode(),
    "europass in pdf": pdf({"notes.txt": b"hello", "attachment.xml": CANDIDATE.encode()}),
    "europass in zip": zipped({"cv.xml": OLD_CV, "readme.txt": "hello"}),
    "json-resume": json.dumps(RESUME).encode(),
    "linkedin": zipped(FILES),
    "open-badges-3": TOKEN.encode(),
    "elm": json.dumps(DIPLOMA).encode(),
    "elm in zip": zipped({"diploma.jsonld": json.dumps(DIPLOMA)}),
}


@pytest.mark.parametrize("name", GOOD)
def test_read_record_recognises_a_file_by_what_is_in_it(name: str) -> None:
    read = read_record("upload.bin", GOOD[name], NOW)
    assert read.form == name.split(" ")[0]
    assert read.record.items


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"a" * (LARGEST_FILE + 1), "too_large"),
        (b"hello", "unknown"),
        (b"Ik werkte als kok en daarna bij de bakker. " * 3, "cv_text"),
        (b"\xff\x00\x01", "unknown"),
        (b"[1, 2]", "unknown"),
        (b'"text"', "unknown"),
        (b'{"a": 1}', "unknown"),
        (b"{nonsense", "not_json"),
        (b"<a/>", "unknown"),
        (b"%PDF-1.7 nonsense", "broken"),
        (pdf({}), "cv_text"),
        (pdf({"a.xml": b"<a/>"}), "unknown"),
        (pdf({"attachment.xml": CANDIDATE.encode()}, password="x"), "password"),
        (pdf({f"{number}.xml": b"<a/>" for number in range(60)}), "bomb"),
        (b"PK\x03\x04nonsense", "broken"),
    ],
)
def test_read_record_refuses_with_the_reason(data: bytes, code: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        read_record("upload.bin", data, NOW)
    assert refused.value.finding.code == code
    assert "%(" not in str(refused.value)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([name for name in GOOD if "pdf" not in name]),
    st.integers(0, 10**6),
    st.binary(max_size=3),
    st.integers(0, 30),
)
def test_read_record_never_stumbles_over_a_damaged_file(name: str, place: int, put: bytes, cut: int) -> None:
    data = GOOD[name]
    place %= len(data)
    with suppress(RecordRefused):
        assert read_record("upload", data[:place] + put + data[place + cut :], NOW).record.items is not None


def test_read_record_of_a_zip_in_a_zip_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("cv.xml", zipped({"cv.xml": OLD_CV}))
    monkeypatch.setattr(door, "parse_europass", lambda data: pytest.fail("opened"))
    with pytest.raises(RecordRefused):
        read_record("cv.zip", stream.getvalue(), NOW)


def test_messages_are_short_and_their_gaps_are_named() -> None:
    for code, sentences in MESSAGES.items():
        for sentence in sentences:
            gaps = re.findall(r"%\((\w+)\)s", sentence)
            assert sentence.count("%") == len(gaps), code
            for part in re.split(r"(?<=[.?!])\s", sentence):
                assert len(part.split()) <= 17, part
        assert "%" not in sentences[1], code


def test_finding_without_what_its_sentence_needs_fails_where_it_is_made() -> None:
    with pytest.raises(KeyError):
        finding("here", "cut")
    with pytest.raises(KeyError):
        finding("here", "no such code")
    assert str(finding("regel 3", "cut", limit=5)).startswith("regel 3: Deze tekst is te lang.")
    assert Finding("a", "empty").mend == "Kies een ander bestand."


def test_told_translates_the_sentence_and_the_part_in_it() -> None:
    english = {MESSAGES["not_kept"][0]: "We do not read this: %(what)s.", Part.SECTOR: "line of business"}
    found = finding("here", "not_kept", what=Part.SECTOR)
    assert found.told(lambda text: english.get(text, text)) == "We do not read this: line of business."
    # gettext answers an empty text with the head of its file.
    assert finding("here", "not_kept", what="").told(lambda text: english.get(text, "head")).endswith(": .")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2020", Moment(2020)),
        ("2020-05", Moment(2020, 5)),
        ("2020-05-31T10:00:00Z", Moment(2020, 5)),
        ("05/2020", Moment(2020, 5)),
        ("31-05-2020", Moment(2020, 5)),
        ("5/2020", Moment(2020, 5)),
        ("2020-13", None),
        ("1820", None),
        ("ooit", None),
    ],
)
def test_moment_reads_dates_as_far_as_they_are_known(written: str, moment: Moment | None) -> None:
    reading = Reading()
    assert reading.moment("here", written) == moment
    assert [one.code for one in reading.findings] == ([] if moment else ["bad_date"])


def test_record_refuses_levels_that_do_not_exist() -> None:
    for make in (lambda: SkillClaim("a", level=5), lambda: LanguageLevel("en", reading="B3"), lambda: Moment(2020, 0)):
        with pytest.raises(ValueError, match="no "):
            make()


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("a<br/>b", "a\nb"),
        ("<ul><li><p>een</p></li>\n <li>twee &amp; <b>drie</b></li></ul>", "- een\n- twee & drie"),
        ("<style>p {}</style><script>x()</script>a", "a"),
        ("3 < 4 en 5 > 2", "3 < 4 en 5 > 2"),
        ("R&D en Q&A", "R&D en Q&A"),
        ("<p>ongesloten <b>vet", "ongesloten vet"),
    ],
)
def test_plain_text_keeps_lines_and_lists_of_html(html: str, plain: str) -> None:
    assert plain_text(html) == plain


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "https://user:pass@example.org",
        "https://exa mple.org",
        "http://[::1",
        "https://example.org/" + "a" * 3000,
        "data:text/html,x",
    ],
)
def test_is_web_address_refuses_what_is_no_page(address: str) -> None:
    assert not is_web_address(address)
    assert is_web_address("https://example.org/a?b=c")


def test_clean_takes_out_signs_that_cannot_be_kept() -> None:
    assert clean("a\0b\ud800c\r\nd\u00a0e\x1b") == "abc\nd e"


@pytest.mark.parametrize("code", ["nl", "en", "fr", "de", "el", "cs", "ro", "sk", "is", "zh", "ar", "uk", "tr", "pl"])
def test_codes_of_languages_there_and_back(code: str) -> None:
    assert two_letters(three_letters(code)) == code
    assert language_code(language_name(code, "nl")) == code
    assert language_code(language_name(code, "en").upper()) == code
