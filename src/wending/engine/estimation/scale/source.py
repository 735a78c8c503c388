"""Where rows are: Parquet or CSV files, here or where the engine can reach them, and a fingerprint of what is in them.

The fingerprint is of names, sizes, moments of change and the ends of files (in Parquet the end holds counts and ranges
of every part); the whole content is not read for it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from glob import glob
from pathlib import Path

END = 65536


class Format(StrEnum):
    """How rows are written."""

    PARQUET = "parquet"
    CSV = "csv"  # with a header line


@dataclass(frozen=True)
class Source:
    """Files of one table. `paths`: files or patterns (`*.parquet`), or addresses that the engine understands.

    version: what to recognise the content by when the files are not on this machine; a changed version is other data.
    """

    paths: tuple[str, ...]
    format: Format = Format.PARQUET
    version: str = ""

    def files(self) -> tuple[str, ...]:
        """Return the files in order of name, patterns filled in; unchanged when `version` is given.

        Raises:
            ValueError: nothing there.
        """
        if self.version:
            return self.paths
        found: list[str] = []
        for path in self.paths:
            here = sorted(glob(path))
            if not here:
                raise ValueError(f"no file {path}: give an existing path, or `version` when only the engine can see it")
            for one in here:
                inside = sorted(str(file) for file in Path(one).glob(f"*.{self.format}")) if Path(one).is_dir() else []
                found += inside or [one]
        return tuple(found)

    def fingerprint(self) -> str:
        """Return what changes when the data change: 64 hexadecimal digits."""
        digest = hashlib.sha256(f"{self.format}\n{self.version}\n".encode())
        for name in self.files():
            digest.update(name.encode())
            if self.version:
                continue
            about = Path(name).stat()
            digest.update(f"\n{about.st_size}\n{about.st_mtime_ns}\n".encode())
            with Path(name).open("rb") as file:
                file.seek(max(about.st_size - END, 0))
                digest.update(file.read())
        return digest.hexdigest()
