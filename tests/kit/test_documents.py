"""Reading uploaded files: real ones made by other software give their text, hostile ones are refused with a reason."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import docx
import pypdf
import pytest
import typst
from odf import teletype
from odf.opendocument import OpenDocumentText
from odf.text import H, P, Tab

from wending.kit.documents import EXTENSIONS, LARGEST_FILE, REASONS, DocumentRefused, pdf, read_document

LINES = ("Curriculum vitae", "Verpleegkundige bij het café in Coevorden", "Ik kan goed luisteren.")


def make_pdf(source: str) -> bytes:
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def make_docx(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_odt(*lines: str) -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text=lines[0]))
    for line in lines[1:]:
        document.text.addElement(P(text=line))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(archive: bytes, parts: dict[str, bytes]) -> bytes:
    """Return the zip file with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(DocumentRefused) as caught:
        read_document(data, name)
    assert str(caught.value) == REASONS[caught.value.code].format(**caught.value.params)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (make_pdf("= Curriculum vitae\n" + "\n\n".join(LINES[1:])), "cv.pdf"),
        (make_docx(*LINES), "CV van mij.DOCX"),
        (make_odt(*LINES), "cv.odt"),
        ("\r\n".join(LINES).encode("utf-8-sig"), "cv.txt"),
        ("\n".join(LINES).encode("cp1252"), "cv.txt"),
        ("\n".join(LINES).encode("utf-16"), "cv.txt"),
    ],
    ids=["pdf", "docx", "odt", "utf-8 with mark", "cp1252", "utf-16"],
)
def test_read_document_gives_the_lines_of_a_real_file(data: bytes, name: str) -> None:
    found = [line for line in read_document(data, name).split("\n") if line]

    assert found == list(LINES)


def test_read_document_gives_table_cells_and_breaks_of_docx() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("2019 - 2024")
    paragraph.add_run("\tkok")
    paragraph.add_run().add_break()
    paragraph.add_run("in Assen")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Engels", "goed"
    file = io.BytesIO()
    document.save(file)

    assert read_document(file.getvalue(), "cv.docx") == "2019 - 2024\tkok\nin Assen\nEngels\ngoed"


def test_read_document_agrees_with_other_software_on_odt() -> None:
    document = OpenDocumentText()
    paragraph = P(text="2019")
    paragraph.addElement(Tab())
    paragraph.addText("kok in Assen")
    document.text.addElement(paragraph)
    file = io.BytesIO()
    document.save(file)

    assert read_document(file.getvalue(), "cv.odt") == teletype.extractText(document.text)


def test_read_document_leaves_out_deleted_text_of_docx() -> None:
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
        b"<w:r><w:t>Ik ben kok geworden</w:t></w:r><w:del><w:r><w:delText>oud</w:delText><w:t>weg</w:t></w:r></w:del>"
        b"</w:p></w:body></w:document>"
    )

    assert read_document(changed(make_docx("x"), {"word/document.xml": body}), "a.docx") == "Ik ben kok geworden"


def test_read_document_survives_very_deep_nesting() -> None:
    depth = 50_000
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + b"<w:p>" * depth
        + b"<w:r><w:t>diep onder in dit document</w:t></w:r>"
        + b"</w:p>" * depth
        + b"</w:document>"
    )

    assert read_document(changed(make_docx("x"), {"word/document.xml": body}), "a.docx") == "diep onder in dit document"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "cv.pdf", "empty"),
        (b"a" * (LARGEST_FILE + 1), "cv.txt", "too_large"),
        (b"%PDF-1.7" + b"\0" * 50_000_000, "cv.pdf", "too_large"),
        (b"MZ\x90\0" * 100, "cv.exe", "unknown_type"),
        (b"{\\rtf1 hallo allemaal}", "cv.rtf", "unknown_type"),
        (b"hallo allemaal", "cv", "unknown_type"),
        (b"hallo allemaal, dit is tekst", "cv.pdf", "wrong_type"),
        (b"hallo allemaal, dit is tekst", "cv.docx", "wrong_type"),
        (make_docx(*LINES), "cv.pdf", "wrong_type"),
        (make_docx(*LINES), "cv.odt", "wrong_type"),
        (make_docx(*LINES), "cv.txt", "wrong_type"),
        (make_odt(*LINES), "cv.docx", "wrong_type"),
        (make_docx(*LINES), "cv.docm", "macros"),
        (make_docx(*LINES)[:-200], "cv.docx", "broken"),
        (b"%PDF-1.7\n" + b"rommel" * 100, "cv.pdf", "broken"),
        (b"   \n\n  1234567890 \n", "cv.txt", "no_text"),
        (make_docx(""), "cv.docx", "no_text"),
        (b"tekst " * 100_000, "cv.txt", "too_long"),
    ],
)
def test_read_document_refuses_with_its_reason(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name) == code


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "C:\\cv\\x.pdf", "cv.pdf\0.exe", "." * 5000, "/"])
def test_read_document_uses_a_name_only_for_its_type(name: str) -> None:
    assert refusal(b"hallo allemaal, dit is tekst", name) in {"wrong_type", "unknown_type"}


def test_read_document_refuses_macros_whatever_the_name() -> None:
    plain = make_docx(*LINES)
    types = zipfile.ZipFile(io.BytesIO(plain)).read("[Content_Types].xml")
    enabled = types.replace(b"document.main+xml", b"document.macroEnabled.main+xml")

    assert refusal(changed(plain, {"word/vbaProject.bin": b"\xd0\xcf"}), "cv.docx") == "macros"
    assert refusal(changed(plain, {"[Content_Types].xml": enabled}), "cv.docx") == "macros"
    assert refusal(changed(make_odt(*LINES), {"Basic/Standard/Module1.xml": b"<a/>"}), "cv.odt") == "macros"


def test_read_document_refuses_locked_files() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf("Dit is mijn CV")))
    writer.encrypt("geheim", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    manifest = b'<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'

    assert refusal(locked.getvalue(), "cv.pdf") == "password"
    assert refusal(office, "cv.docx") == "password"
    assert refusal(changed(make_odt(*LINES), {"META-INF/manifest.xml": manifest}), "cv.odt") == "password"


def test_read_document_reads_a_pdf_that_only_forbids_changes() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf("Dit is mijn CV")))
    writer.encrypt("", owner_password="baas", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)

    assert read_document(file.getvalue(), "cv.pdf") == "Dit is mijn CV"


def test_read_document_refuses_zip_bombs() -> None:
    plain = make_docx(*LINES)
    many = {f"word/media/{place}.xml": b"" for place in range(2100)}

    assert refusal(changed(plain, {"word/document.xml": b" " * 9_000_000}), "cv.docx") == "bomb"
    assert refusal(changed(plain, {"word/media/a.bin": b"\0" * 50_000_000}), "cv.docx") == "bomb"
    assert refusal(changed(plain, many), "cv.docx") == "bomb"


def test_read_document_refuses_a_part_larger_than_it_says() -> None:
    data = bytearray(changed(make_docx(*LINES), {"word/document.xml": b"<a>" + b"x" * 2_000_000 + b"</a>"}))
    size = (2_000_007).to_bytes(4, "little")
    assert data.count(size) == 2
    lying = bytes(data).replace(size, (100).to_bytes(4, "little"))

    assert refusal(lying, "cv.docx") == "broken"


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/cron.d/evil", "..\\evil.xml", "C:/evil.xml"])
def test_read_document_refuses_parts_outside_their_folder(name: str) -> None:
    assert refusal(changed(make_docx(*LINES), {name: b"x"}), "cv.docx") == "paths"


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_read_document_refuses_entities(head: bytes) -> None:
    body = b'<?xml version="1.0"?>' + head + b"<a>x</a>"

    assert refusal(changed(make_docx(*LINES), {"word/document.xml": body}), "cv.docx") == "entities"
    assert refusal(changed(make_odt(*LINES), {"content.xml": body}), "cv.odt") == "entities"


def test_read_document_refuses_a_pdf_without_text_or_with_too_many_pages() -> None:
    scan = make_pdf("#rect(width: 5cm, height: 5cm, fill: red)")
    book = make_pdf("\n#pagebreak()\n".join(["Bladzijde met tekst"] * 61))

    assert refusal(scan, "cv.pdf") == "no_text"
    assert refusal(book, "cv.pdf") == "too_many_pages"


def test_read_document_refuses_a_pdf_that_swells_within_its_limits_of_memory() -> None:
    swollen = zlib.compress(b"BT /F1 12 Tf (a) Tj ET " * 20_000_000, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font"
        b" /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(swollen), swollen),
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )

    assert refusal(data + end, "cv.pdf") in {"bomb", "too_slow"}


def test_read_pdf_refuses_when_its_process_takes_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pdf, "__file__", str(slow))
    monkeypatch.setattr(pdf, "SECONDS", -4)

    assert refusal(make_pdf("Dit is mijn CV"), "cv.pdf") == "too_slow"


def test_pdf_as_a_program_needs_nothing_of_wending() -> None:
    done = subprocess.run(
        [sys.executable, "-I", pdf.__file__], input=make_pdf("Dit is mijn CV"), capture_output=True, check=True
    )

    assert json.loads(done.stdout) == {"text": "Dit is mijn CV"}


def test_reasons_are_plain_and_complete() -> None:
    assert set(EXTENSIONS) == {"pdf", "docx", "odt", "txt"}
    assert all(text.endswith((".", "?")) for text in REASONS.values())
