"""PDF documents: accessible, with the words of people as plain text."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from typst import TypstError

from wending.kit import pdf

TEMPLATE = """
#import "/web/typst/base.typ": document, note
#let content = json(bytes(sys.inputs.content))
#show: document.with(title: content.title, language: content.language, footer: content.footer)
= #content.title
#for item in content.items [- #item]
#note[Bron]
"""
CONTENT = {
    "title": "Jouw résultaat",
    "language": "nl",
    "footer": "Gemaakt vandaag",
    "items": ["kok", '#panic("x") *vet*'],
}


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document on the base template, in a copy of the package's folder of templates."""
    base = pdf.PACKAGE / "web" / "typst" / "base.typ"
    (tmp_path / "web" / "typst").mkdir(parents=True)
    (tmp_path / "web" / "typst" / "base.typ").write_text(base.read_text())
    monkeypatch.setattr(pdf, "PACKAGE", tmp_path)
    path = tmp_path / "example.typ"
    path.write_text(TEMPLATE)
    return path


def test_render_pdf_is_tagged_titled_and_in_its_language(template: Path, tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_bytes(pdf.render_pdf(template, CONTENT))
    reader = PdfReader(tmp_path / "out.pdf")
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Jouw résultaat"
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in (tmp_path / "out.pdf").read_bytes()


def test_render_pdf_never_runs_what_a_person_typed(template: Path, tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_bytes(pdf.render_pdf(template, CONTENT))
    text = PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    assert '#panic("x") *vet*' in text.replace("“", '"').replace("”", '"')
    assert "1 / 1" in text
    assert "Wending" in text


def test_render_pdf_refuses_a_picture_without_words(template: Path) -> None:
    template.write_text(
        TEMPLATE + "\n#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"))"
    )
    with pytest.raises(TypstError, match="alt"):
        pdf.render_pdf(template, CONTENT)


def test_render_pdf_reads_nothing_outside_the_package(template: Path) -> None:
    template.write_text('#read("/../../etc/passwd")')
    with pytest.raises(TypstError):
        pdf.render_pdf(template, CONTENT)
