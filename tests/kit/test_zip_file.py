"""Zip files from outside: what is no zip, damaged, locked, packed oddly or built to harm is refused, and says why."""

import io
import random
import stat
import struct
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wending
from wending.kit.zip_file import Limits, ZipMembers, ZipRefused, is_zip

LIMITS = Limits(members=5, member_bytes=3_000_000, total_bytes=5_000_000)


def zipped(members: Mapping[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of members."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", way) as made:
        warnings.simplefilter("ignore")
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def entry(name: str = "a.csv", content: bytes = b"1", times: int = 1, **fields: int) -> bytes:
    """Return a zip file with an entry as the library would not make it by itself."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as made:
        warnings.simplefilter("ignore")
        for _each in range(times):
            one = zipfile.ZipInfo("placeholder")
            one.filename = name
            for field, value in fields.items():
                setattr(one, field, value)
            made.writestr(one, content)
    return buffer.getvalue()


def marked(field: int, value: int) -> bytes:
    """Return a zip file with a number of two bytes changed in both headers; `field` is its place in the first."""
    content = bytearray(zipped({"a.csv": b"1"}))
    for start, shift in ((content.index(b"PK\x03\x04"), 0), (content.index(b"PK\x01\x02"), 2)):
        struct.pack_into("<H", content, start + shift + field, value)
    return bytes(content)


def refusal(content: bytes, limits: Limits = LIMITS) -> str:
    """Open and read all of it, and return why it was refused."""
    with pytest.raises(ZipRefused) as caught:
        read_all(content, limits)
    assert caught.value.wrong.endswith(".")
    return caught.value.code


def read_all(content: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    opened = ZipMembers(content, limits)
    return {name: opened.read(name) for name in opened.names}


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_read_and_copy_give_what_was_packed(way: int) -> None:
    members = {"b/": b"", "b/a.csv": random.Random(1).randbytes(2_300_000), "c.txt": b""}
    data = zipped(members, way)
    assert read_all(data) == {"b/a.csv": members["b/a.csv"], "c.txt": b""}
    copied = io.BytesIO()
    ZipMembers(io.BytesIO(data), LIMITS).copy("b/a.csv", copied)
    assert copied.getvalue() == members["b/a.csv"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"a;b\n" * 100, "not-zip"),
        (b"PK nonsense", "not-zip"),
        (zipped({"a": b"x" * 5000})[:-40], "cut-off"),
        (marked(6, 1), "locked"),
        (marked(8, 98), "packed"),
        (entry(times=2), "twice"),
        (entry(external_attr=(stat.S_IFLNK | 0o777) << 16), "link"),
        (zipped({f"{number}": b"" for number in range(6)}), "many"),
        (zipped({"a": b"0" * 2_000_000}), "bomb"),
        (entry(content=b"x" * 3_000_001), "large"),
        (zipped({"a": b"x" * 2_600_000, "b": b"x" * 2_600_000}, zipfile.ZIP_STORED), "total"),
    ],
    # Zip files hold the time at which they were made: their bytes are no name that stays.
    ids=lambda given: given if isinstance(given, str) else "file",
)
def test_refused_with_its_own_reason(content: bytes, code: str) -> None:
    assert refusal(content) == code


@pytest.mark.parametrize("name", ["../a", "/etc/a", "x/../../a", "C:/a", "..\\a", "x/..", "a\0.csv", "../folder/"])
def test_paths_that_leave_the_folder_are_refused(name: str) -> None:
    assert refusal(entry(name)) == "path"


def test_what_stays_within_the_limits_is_read() -> None:
    one = Limits(members=2, member_bytes=100, total_bytes=200, ratio=2, small_bytes=100)
    assert len(read_all(zipped({"a": b"0" * 100, "b": b"0" * 100}), one)) == 2
    assert refusal(zipped({"a": b"0" * 101}), one) == "bomb"
    assert refusal(zipped({"a": b"0" * 101}, zipfile.ZIP_STORED), one) == "large"


def test_one_member_too_large_leaves_the_others_to_be_read() -> None:
    opened = ZipMembers(zipped({"a": b"x" * 3_000_001, "b": b"1"}, zipfile.ZIP_STORED), LIMITS)
    assert opened.read("b") == b"1"
    with pytest.raises(ZipRefused, match="large: a unpacks to more than 2 MB"):
        opened.measure("a")


def test_member_larger_than_it_says_is_damaged() -> None:
    data = zipped({"a": b"x" * 2_000_007}, zipfile.ZIP_STORED)
    lying = data.replace((2_000_007).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    assert refusal(lying) == "damaged"


@given(cut=st.integers(min_value=0, max_value=200))
def test_cut_off_anywhere_is_refused(cut: int) -> None:
    data = zipped({"a.csv": b"x" * 50, "b.csv": b"y" * 50})
    assert refusal(data[: min(cut, len(data) - 1)]) in {"empty", "not-zip", "cut-off"}


@given(
    way=st.sampled_from([zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]),
    place=st.integers(min_value=0, max_value=10_000),
    byte=st.integers(min_value=0, max_value=255),
)
def test_any_changed_byte_is_read_as_it_was_or_refused(way: int, place: int, byte: int) -> None:
    content = bytearray(zipped({"a.csv": bytes(range(256)) * 3}, way))
    content[place % len(content)] = byte
    try:
        found = list(read_all(bytes(content)).values())
    except ZipRefused:
        return
    assert found in ([bytes(range(256)) * 3], [])


def test_is_zip_sees_one_behind_something_else() -> None:
    assert is_zip(b"%PDF-1.7 and more " + zipped({"a": b"1"}))
    assert not is_zip(b"%PDF-1.7")


def test_no_other_module_opens_zip_files() -> None:
    root = Path(wending.__file__).parent
    found = {path.relative_to(root).as_posix() for path in root.rglob("*.py") if "zipfile.ZipFile(" in path.read_text()}
    # The last two only write.
    assert found == {"kit/zip_file.py", "accounts/actions/export.py", "effect/sources/bundle/write.py"}
