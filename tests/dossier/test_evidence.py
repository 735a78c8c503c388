"""Files on disk: encrypted, within limits, gone with their row and only then."""

import os
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_person
from tests.dossier.factories import docx, make_item, picture
from wending.accounts.actions.erase import erase_me
from wending.accounts.actions.export import export
from wending.accounts.actions.keys import count_by_key, rotate_keys
from wending.accounts.models import Person
from wending.accounts.rules.roles import Role
from wending.dossier.actions import evidence as actions
from wending.dossier.actions.evidence import add_evidence, open_evidence, remove_evidence, remove_strays
from wending.dossier.actions.items import remove_item
from wending.dossier.models import Evidence
from wending.dossier.sources.files import FileRefused
from wending.kit.keys import UnreadableError, new_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Person:
    return make_person("Sam")


def kept(folder: Path) -> list[Path]:
    """Return the files on disk."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def add(person: Person, data: bytes = b"Getuigschrift van Sam", name: str = "brief.txt") -> Evidence:
    row = add_evidence(by=actor(person), item=make_item(person).pk, name=name, data=data)
    assert row is not None
    return row


def test_file_lies_encrypted_under_a_random_name_and_comes_back_whole(sam: Person, evidence_folder: Path) -> None:
    row = add(sam)
    (path,) = kept(evidence_folder)
    assert path == Path(row.stored.path)
    assert b"Getuigschrift" not in path.read_bytes()
    assert os.stat(path).st_mode & 0o077 == 0
    file = open_evidence(by=actor(sam), evidence=row.pk)
    assert file is not None
    assert (file.data, file.name, file.media_type) == (b"Getuigschrift van Sam", "brief.txt", "text/plain")


def test_others_get_no_file_whatever_their_role(sam: Person) -> None:
    row = add(sam)
    for other in [actor(make_person("Noor")), actor(make_member(Role.PROFESSIONAL))]:
        assert open_evidence(by=other, evidence=row.pk) is None
        assert remove_evidence(by=other, evidence=row.pk) is None
        assert add_evidence(by=other, item=row.item_id, name="a.txt", data=b"hallo allemaal") is None
    assert open_evidence(by=actor(sam), evidence=uuid4()) is None
    assert Evidence.objects.count() == 1


def test_limits_are_told_and_nothing_is_left_on_disk(sam: Person, evidence_folder: Path, settings: Settings) -> None:
    add(sam)
    settings.EVIDENCE_MAX_BYTES = 100
    with pytest.raises(FileRefused, match="too_large"):
        add(sam, b"a" * 101)
    settings.EVIDENCE_MAX_BYTES = 10_000_000
    settings.EVIDENCE_TOTAL_BYTES = 40
    with pytest.raises(FileRefused, match="no_room"):
        add(sam, b"b" * 30)
    settings.EVIDENCE_TOTAL_BYTES = 10_000_000
    settings.EVIDENCE_MOST_FILES = 1
    with pytest.raises(FileRefused, match="too_many"):
        add(sam)
    add(make_person("Noor"))
    assert len(kept(evidence_folder)) == Evidence.objects.count() == 2


def test_quota_counts_what_is_kept_not_what_was_sent(sam: Person) -> None:
    row = add(sam, picture("PNG") + b"0" * 5000, "foto.png")
    assert row.size < 5000


@pytest.mark.django_db(transaction=True)
def test_file_goes_with_its_item_after_the_commit_and_not_before(sam: Person, evidence_folder: Path) -> None:
    row = add(sam)
    with transaction.atomic():
        remove_item(by=actor(sam), item=row.item_id)
        assert len(kept(evidence_folder)) == 1
        transaction.set_rollback(True)
    assert len(kept(evidence_folder)) == 1
    assert open_evidence(by=actor(sam), evidence=row.pk) is not None
    remove_item(by=actor(sam), item=row.item_id)
    assert kept(evidence_folder) == []


@pytest.mark.django_db(transaction=True)
def test_erasing_a_person_removes_their_files_and_no_others(sam: Person, evidence_folder: Path) -> None:
    add(sam)
    add(sam, docx(), "brief.docx")
    other = add(make_person("Noor"))
    erase_me(by=actor(sam))
    assert kept(evidence_folder) == [Path(other.stored.path)]


def test_file_is_readable_in_the_export_of_its_owner_alone(sam: Person) -> None:
    row = add(sam)
    add(make_person("Noor"), b"Iets van Noor")
    with zipfile.ZipFile(export(by=actor(sam), language="nl")) as archive:
        files = [name for name in archive.namelist() if name.startswith("files/")]
        assert files == [f"files/{row.stored.name}"]
        assert archive.read(files[0]) == b"Getuigschrift van Sam"


def test_file_of_a_write_that_broke_off_is_removed(
    sam: Person, evidence_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(**_told: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "record", fall)
    item = make_item(sam)
    with pytest.raises(RuntimeError):
        add_evidence(by=actor(sam), item=item.pk, name="a.txt", data=b"hallo allemaal")
    assert kept(evidence_folder) == []
    assert not Evidence.objects.exists()


def test_strays_go_after_a_day_and_files_with_a_row_stay(sam: Person, evidence_folder: Path) -> None:
    kept_path = Path(add(sam).stored.path)
    young, old, half = (evidence_folder / (sign * 2) / (sign * 64) for sign in "abc")
    half = half.with_suffix(".new")
    for path in [young, old, half]:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    long_ago = old.stat().st_mtime - timedelta(days=2).total_seconds()
    for path in [old, half, kept_path]:
        os.utime(path, (long_ago, long_ago))
    assert remove_strays() == 2
    assert set(kept(evidence_folder)) == {kept_path, young}


def test_files_are_encrypted_anew_under_the_newest_key(sam: Person, settings: Settings) -> None:
    row = add(sam)
    old, new = settings.FIELD_KEYS[0], new_key()
    settings.FIELD_KEYS = [new, old]
    assert count_by_key()["files"] == {2: 1}
    rotate_keys()
    assert count_by_key()["files"] == {1: 1}
    settings.FIELD_KEYS = [new]
    file = open_evidence(by=actor(sam), evidence=row.pk)
    assert file is not None
    assert file.data == b"Getuigschrift van Sam"
    settings.FIELD_KEYS = [old]
    with pytest.raises(UnreadableError):
        open_evidence(by=actor(sam), evidence=row.pk)
