"""Something costly that is made once, saved in a file and shared by processes: made when what it is made from changes.

While another process makes the new one, whoever still has the old one goes on with it. Not a cache of small answers.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Saved(Generic[T]):
    """Opens the newest version from memory, else from its file, else makes it; `load` raises ValueError when unfit."""

    def __init__(
        self, name: str, make: Callable[[], T], save: Callable[[T, Path], None], load: Callable[[Path], T]
    ) -> None:
        self.name, self.make, self.save, self.load = name, make, save, load
        self._held: tuple[str, T] | None = None
        self._thread_lock = threading.Lock()

    def open(self, folder: Path, version: str) -> T:
        """Return what belongs to this version; wait for another process only when there is nothing older in memory."""
        held = self._held
        if held and held[0] == version:
            return held[1]
        with self._thread_lock:
            if self._held and self._held[0] == version:
                return self._held[1]
            path = self.path(folder, version)
            value = self._read(path)
            if value is None:
                with file_lock(folder / f"{self.name}.lock", wait=self._held is None) as is_ours:
                    if not is_ours and self._held:
                        return self._held[1]
                    value = self._read(path) or self._write(path)
            self._held = (version, value)
            return value

    def forget(self) -> None:
        """Give the memory back; the next `open` reads the file."""
        self._held = None

    def path(self, folder: Path, version: str) -> Path:
        """Return the file of a version."""
        return folder / f"{self.name}-{hashlib.sha256(version.encode()).hexdigest()[:16]}.npz"

    def _read(self, path: Path) -> T | None:
        if not path.exists():
            return None
        try:
            return self.load(path)
        except (ValueError, FileNotFoundError):
            return None

    def _write(self, path: Path) -> T:
        """Make and save it, whole or not at all, and remove the files of older versions."""
        value = self.make()
        unfinished = path.with_name(f".{path.stem}.{os.getpid()}.npz")
        try:
            self.save(value, unfinished)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        for older in path.parent.glob(f"{self.name}-*.npz"):
            if older != path:
                older.unlink(missing_ok=True)
        return value


@contextmanager
def file_lock(path: Path, wait: bool) -> Iterator[bool]:
    """Hold a lock between processes; yield whether it is ours. Without `wait` a taken lock is left alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            import fcntl
        except ImportError:  # Windows: one process at a time
            yield True
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def code_digest(*paths: Path) -> str:
    """Return what changes when code or a word list in these files or folders does, so that older work is not used."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in {".py", ".csv"}:
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
