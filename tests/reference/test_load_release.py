"""Loading: in force when whole, never half; the old release stays through bad files, a full disk and a killed load."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, connections

from tests.reference.factories import (
    CARER,
    CARERS,
    NURSE,
    Tables,
    crosswalk_bytes,
    esco_bytes,
    load_small,
    onet_bytes,
    write_esco,
    zip_bytes,
)
from wending.reference import models as m
from wending.reference.actions import fill_release, release_ready
from wending.reference.actions import load_release as loading
from wending.reference.actions.load_release import LoadFailed, load_release
from wending.reference.actions.lock_loading import ADVISORY_KEY, LoadingIsLocked
from wending.reference.queries.contents import contents
from wending.reference.queries.releases import fingerprint, release_in_force, releases, releases_in_force
from wending.reference.rules.contents import digest
from wending.reference.rules.records import BadInput

ROOT = Path(__file__).resolve().parents[2]
TABLES = (m.Concept, m.Occupation, m.Skill, m.Broader, m.OccupationSkill, m.SkillRelation, m.Label, m.Text)
NAMES = ("occupations", "ISCOGroups", "skills", "skillGroups")

pytestmark = pytest.mark.django_db


def sizes() -> list[int]:
    """Count the rows of every table of concepts."""
    return [model._default_manager.count() for model in TABLES]


def rename(tables: Tables) -> None:
    tables["occupations"][1]["preferredLabel"] = "home carer"


def digest_in_force() -> str:
    """Return the digest of what the tables hold, computed anew."""
    release = release_in_force("esco")
    assert release
    return digest(contents(release.id))


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    """Load a small English ESCO and return its file."""
    path = write_esco(tmp_path)
    load_release(source="esco", files=[path])
    return path


def test_load_release_fills_the_tables_with_what_was_read(esco: Path) -> None:
    release = release_in_force("esco")
    assert release
    assert (release.version, release.state, release.languages) == ("1.2.0", "ready", ("en",))
    assert release.published == "2024-05"
    assert "2011/833/EU" in release.terms
    assert release.counts["occupation_skills"] == 12
    assert digest_in_force() == release.digest


@pytest.mark.parametrize("source", ["onet", "crosswalk", "catalogue"])
def test_load_release_writes_what_contents_reads_back(tmp_path: Path, source: str) -> None:
    load_small(tmp_path, source)
    release = release_in_force(source)
    assert release
    assert digest(contents(release.id)) == release.digest


def test_load_release_twice_changes_nothing(esco: Path) -> None:
    before = sizes(), fingerprint(), m.Release.objects.count()
    outcome = load_release(source="esco", files=[esco])
    assert not outcome.is_changed
    assert not outcome.is_applied
    assert (sizes(), fingerprint(), m.Release.objects.count()) == before


@pytest.mark.parametrize(
    ("first", "only"),
    # Names alone cannot come first.
    [("en", ()), ("nl", ()), ("en", NAMES), ("en", ("occupations", "ISCOGroups"))],
)
def test_load_release_language_by_language_gives_what_both_at_once_give(
    tmp_path: Path, first: str, only: tuple[str, ...]
) -> None:
    files = {"en": write_esco(tmp_path, "en"), "nl": write_esco(tmp_path, "nl", content=esco_bytes("nl", only=only))}
    load_release(source="esco", files=list(files.values()))
    at_once = digest_in_force()
    m.Release.objects.update(state="retired")
    for lang in (first, "nl" if first == "en" else "en"):
        assert load_release(source="esco", files=[files[lang]]).is_applied
    assert digest_in_force() == at_once
    assert not load_release(source="esco", files=list(files.values())).is_changed


def test_load_release_of_names_needs_the_same_version(esco: Path, tmp_path: Path) -> None:
    dutch = write_esco(tmp_path, "nl", version="1.2.1", content=esco_bytes("nl", only=NAMES))
    with pytest.raises(BadInput, match="only names"):
        load_release(source="esco", files=[dutch])
    assert load_release(source="esco", files=[dutch], version="1.2.0").is_applied


def test_load_release_refuses_to_lose_what_another_language_names(esco: Path, tmp_path: Path) -> None:
    def drop(tables: Tables) -> None:
        for table in tables.values():
            table[:] = [row for row in table if CARER not in row.values()]

    load_release(source="esco", files=[write_esco(tmp_path, "nl")])
    spoilt = write_esco(tmp_path, "en", content=esco_bytes("en", change=drop))
    with pytest.raises(BadInput, match=f"does not hold {CARER}"):
        load_release(source="esco", files=[spoilt])


def test_load_release_retires_the_older_and_removes_its_rows(esco: Path, tmp_path: Path) -> None:
    before = sizes()
    load_release(source="esco", files=[write_esco(tmp_path, version="1.3.0")])
    assert [(release.version, release.state) for release in releases()] == [("1.3.0", "ready"), ("1.2.0", "retired")]
    assert sizes() == before


def test_load_release_keeps_sources_apart(tmp_path: Path) -> None:
    load_small(tmp_path)
    load_small(tmp_path, "catalogue")
    assert [release.source for release in releases_in_force()] == ["catalogue", "crosswalk", "esco", "onet"]


def test_load_release_plan_tells_changes_and_writes_nothing(esco: Path, tmp_path: Path) -> None:
    before = sizes(), fingerprint(), m.Release.objects.count()
    changed = write_esco(tmp_path, version="1.2.0", content=esco_bytes(change=rename))
    outcome = load_release(source="esco", files=[changed], plan_only=True)
    assert outcome.changes
    by_name = {change.name: change for change in outcome.changes}
    labels = by_name["labels.occupation.en"]
    assert (labels.added, labels.removed, labels.changed) == (0, 0, 1)
    assert by_name["occupations"].kept == 4
    assert outcome.is_changed
    assert not outcome.is_applied
    assert (sizes(), fingerprint(), m.Release.objects.count()) == before


def test_load_release_plan_from_nothing_is_all_added(tmp_path: Path) -> None:
    outcome = load_release(source="esco", files=[write_esco(tmp_path)], plan_only=True)
    assert outcome.changes
    assert sum(change.added for change in outcome.changes) == sum(outcome.counts.values())
    assert not m.Release.objects.exists()


def test_load_release_changes_only_what_changed(esco: Path, tmp_path: Path) -> None:
    changed = write_esco(tmp_path, content=esco_bytes(change=rename))
    assert load_release(source="esco", files=[changed]).is_applied
    assert m.Label.objects.get(concept__uri=CARER, type="preferred").text == "home carer"


@pytest.mark.parametrize(
    "content",
    [b"", b"no zip", esco_bytes()[:-100], zip_bytes({"x.csv": b"1"}), esco_bytes(only=("occupations", "skills"))],
    ids=["empty", "no zip", "cut off", "other zip", "a part"],
)
def test_load_release_of_bad_files_leaves_the_old_in_force(esco: Path, tmp_path: Path, content: bytes) -> None:
    before = sizes(), fingerprint()
    bad = write_esco(tmp_path, version="1.9.9", content=content)
    with pytest.raises(BadInput) as caught:
        load_release(source="esco", files=[bad])
    assert bad.name in str(caught.value)
    assert (sizes(), fingerprint()) == before


def test_load_release_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        load_release(source="esco", files=[tmp_path / "esco-1.2.0.zip"])
    (tmp_path / "esco-1.2.0").mkdir()
    with pytest.raises(BadInput, match="cannot be read"):
        load_release(source="esco", files=[tmp_path / "esco-1.2.0"])


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("ESCO dataset - v1.2.0 - classification - en - csv.zip", "1.2.0"),
        ("esco-1.2-en.zip", "1.2"),
        ("db_29_2_text.zip", "29.2"),
    ],
)
def test_load_release_reads_the_version_from_the_name(tmp_path: Path, name: str, version: str) -> None:
    source = "onet" if name.startswith("db") else "esco"
    (tmp_path / name).write_bytes(onet_bytes() if source == "onet" else esco_bytes())
    assert load_release(source=source, files=[tmp_path / name]).version == version


def test_load_release_asks_for_a_version_that_the_name_does_not_tell(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    path.write_bytes(esco_bytes())
    with pytest.raises(BadInput, match=r"--release 1\.2\.0"):
        load_release(source="esco", files=[path])
    with pytest.raises(BadInput, match="is no version"):
        load_release(source="esco", files=[path], version="one two")
    assert load_release(source="esco", files=[path], version="1.2.0").is_applied


def test_load_release_refuses_names_of_different_versions(tmp_path: Path) -> None:
    files = [write_esco(tmp_path, "en"), write_esco(tmp_path, "nl", version="1.1.0")]
    with pytest.raises(BadInput, match=r"different versions: 1\.1\.0, 1\.2\.0"):
        load_release(source="esco", files=files)


def test_load_release_of_a_crosswalk_without_version_is_named_after_its_content(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_bytes(crosswalk_bytes())
    assert load_release(source="crosswalk", files=[path]).version.startswith("content-")


def test_load_release_tells_upper_storeys(tmp_path: Path) -> None:
    heard: list[tuple[str, str]] = []

    def listen(sender: Any, source: str, fingerprint: str, **_: Any) -> None:
        heard.append((source, fingerprint))

    release_ready.connect(listen)
    try:
        load_release(source="esco", files=[write_esco(tmp_path)])
        load_release(source="esco", files=[write_esco(tmp_path)])
    finally:
        release_ready.disconnect(listen)
    assert heard == [("esco", fingerprint())]


def test_load_release_stays_in_force_when_a_rebuild_fails(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    said: list[str] = []

    def fail(sender: Any, **_: Any) -> None:
        raise RuntimeError("no room for the index")

    release_ready.connect(fail)
    try:
        load_release(source="esco", files=[write_esco(tmp_path)], progress=said.append)
    finally:
        release_ready.disconnect(fail)
    assert release_in_force("esco")
    assert any("no room for the index" in text for text in said)
    assert "failed after the release" in caplog.text


@pytest.mark.parametrize("step", range(1, 9))
def test_load_release_that_breaks_off_leaves_the_old_in_force_and_the_next_cleans_up(
    esco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Whichever table it was writing: as if the process had ended there."""
    before, in_force = sizes(), fingerprint()
    write, calls = fill_release.write_rows, [0]

    def break_off(*args: Any) -> int:
        calls[0] += 1
        if calls[0] == step:
            raise KeyboardInterrupt
        return int(write(*args))

    newer = write_esco(tmp_path, version="1.3.0", content=esco_bytes(change=rename))
    with monkeypatch.context() as patched:
        patched.setattr(fill_release, "write_rows", break_off)
        with pytest.raises(KeyboardInterrupt):
            load_release(source="esco", files=[newer])
    assert fingerprint() == in_force
    assert m.Release.objects.filter(state="importing").count() == 1
    assert m.Label.objects.get(concept__release__state="ready", concept__uri=CARER, type="preferred").text == "carer"
    load_release(source="esco", files=[newer])
    assert [(release.version, release.state) for release in releases()] == [("1.3.0", "ready"), ("1.2.0", "retired")]
    assert sizes() == before


@pytest.mark.parametrize("text", ["database or disk is full", "could not extend file: No space left on device"])
def test_load_release_on_a_full_disk_says_so(
    esco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    def full(*_: Any) -> int:
        raise OperationalError(text)

    in_force = fingerprint()
    monkeypatch.setattr(fill_release, "write_rows", full)
    with pytest.raises(LoadFailed, match=r"The disk is full: free some space.*in force is untouched"):
        load_release(source="esco", files=[write_esco(tmp_path, version="1.3.0")])
    assert fingerprint() == in_force


def test_load_release_without_tables_says_to_migrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bare(*_: Any, **__: Any) -> None:
        raise DatabaseError("no such table: reference_release")

    monkeypatch.setattr(loading, "_clean", bare)
    with pytest.raises(LoadFailed, match="run migrate first"):
        load_release(source="esco", files=[write_esco(tmp_path)])


def test_lock_loading_refuses_a_second_load(esco: Path, other_loader: Callable[[], None]) -> None:
    in_force = fingerprint()
    with pytest.raises(LoadingIsLocked, match="Another load is running"):
        load_release(source="esco", files=[esco])
    assert fingerprint() == in_force
    other_loader()
    assert not load_release(source="esco", files=[esco]).is_changed


@pytest.fixture
def other_loader() -> Iterator[Callable[[], None]]:
    """Hold the lock as another process would; gives a way to end that."""
    if connection.vendor == "postgresql":
        other = connections["default"].copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_KEY])
        yield other.close
        other.close()
        return
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with open(settings.DATA_DIR / "load.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file.close


def run(folder: Path, *words: str, **more: Any) -> "subprocess.Popen[str]":
    """Start a command of Wending on a database of its own in a folder."""
    place = {"WENDING_MODE": "local", "WENDING_DATA_DIR": str(folder), "DATABASE_URL": ""}
    place["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    place["DJANGO_SETTINGS_MODULE"] = "tests.reference.settings_alone"
    command = [sys.executable, "-m", "django", *words]
    return subprocess.Popen(
        command, env=os.environ | place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, **more
    )


def test_load_in_a_process_that_is_killed_or_finds_a_full_disk(tmp_path: Path) -> None:
    """A real process and a real file: SIGKILL between two tables, then a database that may not grow."""
    old, new = write_esco(tmp_path), write_esco(tmp_path, version="1.3.0", content=esco_bytes(change=_many))
    assert run(tmp_path, "migrate", "reference", "-v0", "--skip-checks").wait() == 0
    assert run(tmp_path, "load", "esco", str(old)).wait() == 0

    killed = run(tmp_path, "load", "esco", str(new))
    assert killed.stderr
    for line in killed.stderr:
        if "writing relations" in line:
            killed.send_signal(signal.SIGKILL)
            break
    assert killed.wait() == -signal.SIGKILL
    assert _states(tmp_path) == {"1.2.0": "ready", "1.3.0": "importing"}

    full = run(tmp_path, "load", "esco", str(new), preexec_fn=_no_large_files)
    assert full.wait() == 1
    assert full.stderr
    assert "The release in force is untouched." in full.stderr.read()
    assert _states(tmp_path)["1.2.0"] == "ready"

    assert run(tmp_path, "load", "esco", str(new)).wait() == 0
    assert _states(tmp_path) == {"1.2.0": "retired", "1.3.0": "ready"}


def _many(tables: Tables) -> None:
    """Let it have so many names that writing them takes some time and room."""
    for row in [*tables["occupations"], *tables["skills"]]:
        row["altLabels"] = "\n".join(f"another name, number {number}" for number in range(3_000))


def _no_large_files() -> None:
    import resource

    # As on a full disk writing fails; Python is told by an error and not by the signal.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))


def _states(folder: Path) -> dict[str, str]:
    import json

    told = run(folder, "releases", "--format", "json").communicate()[0]
    return {release["version"]: release["state"] for release in json.loads(told)}


def test_load_release_keeps_the_link_of_a_carer_to_nurses_open(tmp_path: Path) -> None:
    load_small(tmp_path)
    assert not m.Link.objects.filter(uri=CARER).exists()
    assert m.Link.objects.get(uri=NURSE).confidence == 1.0
    assert m.OnetOccupation.objects.filter(code=CARERS).exists()
