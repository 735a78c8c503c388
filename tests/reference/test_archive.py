"""Zip files from outside: what is no zip, damaged, locked or built to harm is refused with a clear message."""

import io
import stat
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.factories import zip_bytes
from wending.reference.rules.records import BadInput
from wending.reference.sources import archive
from wending.reference.sources.archive import open_archive


def read_all(content: bytes) -> None:
    opened = open_archive("x.zip", io.BytesIO(content))
    for member in opened.members:
        opened.read(member)


def refusal(content: bytes) -> str:
    """Open and read everything, and return why it was refused."""
    with pytest.raises(BadInput) as caught:
        read_all(content)
    assert str(caught.value).startswith("x.zip")
    assert caught.value.mend
    return str(caught.value)


def one_entry(name: str, *, mode: int = 0) -> bytes:
    """Return a zip with one entry under a name that the library would not make by itself."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        entry = zipfile.ZipInfo("placeholder.csv")
        entry.filename = name
        entry.external_attr = mode << 16
        made.writestr(entry, "a,b\n1,2\n")
    return buffer.getvalue()


def test_open_archive_reads_members_by_bare_name_from_a_folder() -> None:
    opened = open_archive("x.zip", io.BytesIO(zip_bytes({"a.csv": b"1"}, folder="ESCO dataset - v1.2.0/")))
    assert list(opened.members) == ["a.csv"]
    assert opened.read("a.csv") == b"1"


def test_open_archive_overlooks_what_macos_adds() -> None:
    opened = open_archive("x.zip", io.BytesIO(zip_bytes({"a.csv": b"1", "__MACOSX/a.csv": b"junk"})))
    assert opened.read("a.csv") == b"1"


def test_open_archive_refuses_an_empty_file() -> None:
    assert "is empty" in refusal(b"")


def test_open_archive_refuses_what_is_not_a_zip() -> None:
    assert "is not a zip file" in refusal(b"conceptUri,preferredLabel\n" * 100)


@given(cut=st.integers(min_value=1, max_value=len(zip_bytes({"a.csv": b"x" * 50, "b.csv": b"y" * 50})) - 1))
def test_open_archive_refuses_a_zip_cut_off_anywhere(cut: int) -> None:
    assert refusal(zip_bytes({"a.csv": b"x" * 50, "b.csv": b"y" * 50})[:cut])


def test_open_archive_says_that_a_cut_off_zip_is_cut_off() -> None:
    assert "cut off" in refusal(zip_bytes({"a.csv": b"x" * 5000})[:-40])


def test_read_refuses_damaged_contents() -> None:
    content = bytearray(zip_bytes({"a.csv": bytes(range(256)) * 20}))
    content[60] ^= 0xFF
    assert "x.zip: a.csv" in refusal(bytes(content))


def test_read_refuses_an_empty_member() -> None:
    assert "x.zip: a.csv: is empty." in refusal(zip_bytes({"a.csv": b" \r\n"}))


def test_open_archive_refuses_a_bomb_before_unpacking_it() -> None:
    assert "zip bomb" in refusal(zip_bytes({"occupations_en.csv": b"0" * (20 * 1024**2)}))


def test_open_archive_refuses_more_than_it_may_unpack(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zip_bytes({"a.csv": b"ab" * 300, "b.csv": b"cd" * 300})
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1000)
    assert "unpacks to more than" in refusal(content)
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 10_000)
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 500)
    assert "a.csv unpacks to more than" in refusal(content)


def test_open_archive_refuses_more_files_than_any_release_has() -> None:
    assert "holds 501 files" in refusal(zip_bytes({f"{k}.csv": b"1" for k in range(501)}))


@pytest.mark.parametrize("path", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "C:/a.csv", "..\\a.csv"])
def test_open_archive_refuses_paths_that_leave_the_folder(path: str) -> None:
    assert "outside its own folder" in refusal(one_entry(path))


def test_open_archive_refuses_links() -> None:
    assert "a link in place of a file" in refusal(one_entry("a.csv", mode=stat.S_IFLNK | 0o777))


def test_open_archive_refuses_two_files_of_one_name() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            made.writestr("x/a.csv", "1")
            made.writestr("y/a.csv", "2")
    assert "holds a.csv twice" in refusal(buffer.getvalue())


def test_open_archive_refuses_a_password() -> None:
    content = bytearray(zip_bytes({"a.csv": b"1"}))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "locked with a password" in refusal(bytes(content))
