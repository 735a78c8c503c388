"""Files that people add: what is taken is harmless, what is hostile is refused with a reason that can be shown."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from PIL import Image

from tests.dossier.factories import archive, docx, pdf, picture
from wending.dossier.queries.file_words import REFUSED
from wending.dossier.sources import files
from wending.dossier.sources.files import FileRefused, checked, clean_name

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"


def odt(**parts: str) -> bytes:
    """Return a small ODT."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = f'<o:body><t:p xmlns:t="{text}">Getuigschrift</t:p></o:body>'
    content = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<o:document-content xmlns:o="{office}">{body}</o:document-content>',
    }
    return archive({**content, **parts})


def png_of(width: int, height: int) -> bytes:
    """Return the head of a PNG that says it is very large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    parts = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    checks = [zlib.crc32(name + part) for name, part in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", check)
        for (name, part), check in zip(parts, checks, strict=True)
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_checked_draws_a_picture_anew_without_place_or_hidden_parts(kind: str) -> None:
    hidden = picture(kind) + HTML + archive({"virus.exe": b"MZ"})
    file = checked(hidden, "../../IMG_0001.exe")
    assert b"geheime plek" in hidden
    assert b"geheime plek" not in file.data
    assert b"script" not in file.data
    assert b"PK\x03\x04" not in file.data
    with Image.open(io.BytesIO(file.data)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == (kind, (60, 40), {})
        red, green, blue = shown.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert abs(red - 200) + abs(green - 30) + abs(blue - 30) < 15
    ending = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[kind]
    assert file.name == f"IMG_0001.{ending}"


@pytest.mark.parametrize(("kind", "hiding"), [("JPEG", "comment"), ("JPEG", "icc_profile"), ("PNG", "icc_profile")])
def test_checked_leaves_no_comment_or_colour_profile_behind(kind: str, hiding: str) -> None:
    made = io.BytesIO()
    Image.new("RGB", (60, 40)).save(made, kind, **{hiding: b"verstopt" * 20})
    with Image.open(io.BytesIO(checked(made.getvalue(), "a").data)) as shown:
        assert hiding not in shown.info


def test_checked_turns_a_photo_upright_before_its_marks_go() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = io.BytesIO()
    Image.new("RGB", (60, 40)).save(made, "JPEG", exif=exif)
    with Image.open(io.BytesIO(checked(made.getvalue(), "a.jpg").data)) as shown:
        assert shown.size == (40, 60)


def test_checked_keeps_what_is_see_through_and_makes_large_pictures_smaller() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (3000, 10), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(checked(made.getvalue(), "a.png").data)) as shown:
        assert (shown.mode, shown.width) == ("RGBA", files.LONGEST_SIDE)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (pdf(), "Diploma.PDF", "application/pdf"),
        (docx(), "brief.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (odt(), "brief.odt", "application/vnd.oasis.opendocument.text"),
        ("Getuigschrift van Çağla <3".encode(), "brief.txt", "text/plain"),
    ],
)
def test_checked_takes_documents_by_what_is_in_them(data: bytes, name: str, media_type: str) -> None:
    file = checked(data, name.rsplit(".", 1)[0] + ".exe")
    assert (file.media_type, file.data) == (media_type, data)
    assert file.name == name.rsplit(".", 1)[0] + "." + name.rsplit(".", 1)[1].lower()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (SVG, "web_page"),
        (b"\xef\xbb\xbf  " + HTML, "web_page"),
        (b"hallo\n<ScRipt >alert(1)</script>", "web_page"),
        (b"#!/bin/sh\nrm -rf /", "web_page"),
        (b'<?xml version="1.0"?><x/>', "web_page"),
        ("<html>".encode("utf-16"), "web_page"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(100), "unknown_type"),
        (b"\x7fELF" + bytes(100), "unknown_type"),
        (b"GIF89a" + bytes(50), "unknown_type"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "heic"),
        (b"\x00\x00\x00\x18ftypavif" + bytes(100), "unknown_type"),
        (b"\xff\xd8\xff" + HTML, "broken"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "broken"),
        (picture()[:200], "broken"),
        (png_of(60_000, 60_000), "too_many_pixels"),
        (png_of(8_000, 8_000), "too_many_pixels"),
        (archive({"a.txt": "hallo"}), "unknown_type"),
        (archive({"virus.exe": b"MZ"}), "unknown_type"),
        (b"PK\x03\x04kapot", "broken"),
        (docx(**{"word/vbaProject.bin": "x"}), "active"),
        (docx(**{"word/embeddings/oleObject1.bin": "x"}), "active"),
        (docx(**{"../../etc/passwd": "x"}), "bomb"),
        (docx(**{"word/media/zeros.bin": "0" * 50_000_000}), "bomb"),
        (odt(**{"Basic/Standard/Module1.xml": "x"}), "active"),
        (pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "active"),
        (pdf(b"/Names << /EmbeddedFiles << /Names [] >> >>"), "active"),
        (pdf() + b"<script>alert(1)</script>", "two_kinds"),
        (pdf() + archive({"virus.exe": b"MZ"}), "two_kinds"),
        (HTML + pdf(), "web_page"),
        (b"%PDF-1.7 en verder niets %%EOF", "broken"),
        (b"gewone tekst\n" + archive({"a": "b"}), "unknown_type"),
    ],
)
def test_checked_refuses_what_is_hostile_or_not_what_it_seems(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        checked(data, "diploma.pdf")
    assert refusal.value.code == code
    assert code in REFUSED


def test_code_of_every_refusal_has_words() -> None:
    source = (files.__file__ or "").removesuffix("c")
    with open(source) as file:
        text = file.read()
    named = {word for word in REFUSED if f'"{word}"' in text}
    assert set(REFUSED) - named == {"too_large", "too_many", "no_room"}


def outcome(data: bytes) -> str:
    """Return the type of a file that is taken, or why it is refused."""
    try:
        return checked(data, "naam").media_type
    except FileRefused as refusal:
        return refusal.code


@bounds(max_examples=40)
@given(st.binary(max_size=400))
def test_checked_takes_or_refuses_whatever_comes(data: bytes) -> None:
    for start in (b"", b"\xff\xd8\xff", b"PK\x03\x04", b"RIFF\x00\x00\x00\x00WEBP"):
        assert outcome(start + data) in {"text/plain", *REFUSED}


@bounds(max_examples=40)
@given(st.text(max_size=120))
def test_clean_name_holds_no_way_out(name: str) -> None:
    cleaned = clean_name(name, "pdf")
    assert cleaned.endswith(".pdf")
    assert 5 <= len(cleaned) <= 64
    assert not cleaned.startswith(".")
    assert not set(cleaned[:-4]) & set('/\\:*?"<>|\0\n\r;,.\u202e')


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Sam\\Mijn diploma.docx", "Mijn diploma.pdf"),
        ("diploma\u202efdp.exe", "diplomafdp.pdf"),
        ('a"; filename="b.html', "a filename b.pdf"),
        ("...", "bestand.pdf"),
        ("", "bestand.pdf"),
        ("Çağla's brief.pdf", "Çağla s brief.pdf"),
    ],
)
def test_clean_name_of_known_tricks(name: str, cleaned: str) -> None:
    assert clean_name(name, "pdf") == cleaned
