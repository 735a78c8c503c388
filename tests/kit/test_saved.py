"""Something costly made once: from memory, from its file, and while another process makes the new one."""

from pathlib import Path

import numpy as np
import pytest

from wending.kit.saved import Saved, code_digest, file_lock


class Maker:
    """Counts how often something is made; what is made is a small array."""

    def __init__(self) -> None:
        self.made = 0

    def saved(self) -> Saved[np.ndarray]:
        return Saved("thing", self.make, lambda value, path: np.savez(path, value=value), self.load)

    def make(self) -> np.ndarray:
        self.made += 1
        return np.array([self.made])

    @staticmethod
    def load(path: Path) -> np.ndarray:
        try:
            return np.asarray(np.load(path)["value"])
        except Exception as broken:
            raise ValueError(path) from broken


def test_open_makes_once_and_reads_the_file_in_another_process(tmp_path: Path) -> None:
    maker = Maker()
    first = maker.saved()
    assert first.open(tmp_path, "a") is first.open(tmp_path, "a")
    assert maker.saved().open(tmp_path, "a") == first.open(tmp_path, "a")
    assert maker.made == 1


def test_open_of_a_new_version_makes_it_and_removes_the_old_file(tmp_path: Path) -> None:
    maker = Maker()
    saved = maker.saved()
    saved.open(tmp_path, "a")
    assert saved.open(tmp_path, "b")[0] == 2
    assert [path.name for path in tmp_path.glob("*.npz")] == [saved.path(tmp_path, "b").name]


def test_open_of_a_broken_file_makes_it_again(tmp_path: Path) -> None:
    maker = Maker()
    maker.saved().open(tmp_path, "a")
    maker.saved().path(tmp_path, "a").write_bytes(b"half a file")
    assert maker.saved().open(tmp_path, "a")[0] == 2


def test_open_keeps_the_old_one_while_another_process_makes_the_new(tmp_path: Path) -> None:
    maker = Maker()
    saved = maker.saved()
    saved.open(tmp_path, "a")
    with file_lock(tmp_path / "thing.lock", wait=True):
        assert saved.open(tmp_path, "b")[0] == 1
    assert saved.open(tmp_path, "b")[0] == 2


def test_open_that_fails_leaves_no_half_file(tmp_path: Path) -> None:
    def fail(_value: np.ndarray, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        Saved("thing", lambda: np.array([1]), fail, Maker.load).open(tmp_path, "a")
    assert not list(tmp_path.glob("*.npz")) + list(tmp_path.glob(".*.npz"))


def test_code_digest_changes_with_the_code(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    before = code_digest(tmp_path)
    (tmp_path / "notes.txt").write_text("no code")
    assert code_digest(tmp_path) == before == code_digest(tmp_path / "a.py")
    (tmp_path / "a.py").write_text("2")
    assert code_digest(tmp_path) != before
