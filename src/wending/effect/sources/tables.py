"""The tables of a study as Parquet files in one folder, with the digest of each: what changed on disk is not read.

Where rows were taken out, the files stand in a folder within it that is named by their digests: whoever keeps the
digests changes from the old files to the new ones at once, and a death half-way leaves the old ones to be read.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from wending.effect.rules.tables import COLUMNS, StudyTables, Type, empty_table

if TYPE_CHECKING:
    import pandas as pd

PIECE = 1 << 20
# What is behind the name of a column that holds the words of a column of numbers and words.
WORDS = "__words"


class TablesChanged(Exception):
    """Files that are not what was kept; `tables` names them, sorted."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        self.tables = tables
        super().__init__(", ".join(tables))


def write_tables(folder: Path, tables: StudyTables) -> dict[str, str]:
    """Write each table as `<name>.parquet`, and return the SHA-256 of each file by its table.

    Raises:
        FileExistsError: the folder holds tables: a data set is written once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.parquet")):
        raise FileExistsError(folder)
    _write(folder, tables)
    return digests_of(folder)


def write_beside(folder: Path, tables: StudyTables) -> dict[str, str]:
    """Write tables beside those that a folder holds, which stay; return the digests by which the new ones are read."""
    draft = folder / f"draft-{uuid4().hex}"
    draft.mkdir(parents=True)
    _write(draft, tables)
    digests = digests_of(draft)
    place = folder / _named(digests)
    shutil.rmtree(place, ignore_errors=True)
    draft.rename(place)
    return digests


def has_others(folder: Path, digests: Mapping[str, str]) -> bool:
    """Say whether a folder holds files beside those of these digests: what was taken out, or a draft."""
    return bool(_others(folder, digests))


def remove_all_but(folder: Path, digests: Mapping[str, str]) -> None:
    """Remove every file of a folder but those of these digests; nothing where those are not there."""
    if digests_of(place_of(folder, digests)) != dict(digests):
        return
    for path in _others(folder, digests):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def place_of(folder: Path, digests: Mapping[str, str]) -> Path:
    """Return where the files of these digests stand: in a folder of their own, else in the folder itself."""
    place = folder / _named(digests)
    return place if place.is_dir() else folder


def digests_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every table in a folder, 64 hexadecimal digits, by its name."""
    return {path.stem: _digest(path) for path in sorted(folder.glob("*.parquet"))}


def unchanged(folder: Path, digests: Mapping[str, str]) -> Path:
    """Return where the files of these digests stand, after looking whether every one is still what it was.

    Raises:
        TablesChanged: a file is missing, is there beside what was kept, or holds something else.
    """
    place = place_of(folder, digests)
    now = digests_of(place)
    changed = tuple(sorted(name for name in {*now, *digests} if now.get(name) != digests.get(name)))
    if changed:
        raise TablesChanged(changed)
    return place


def read_tables(folder: Path, digests: Mapping[str, str]) -> StudyTables:
    """Return the tables of a folder, after looking whether every file is still the one of these digests.

    Raises:
        TablesChanged: they are not what was kept.
    """
    import pandas as pd

    place = unchanged(folder, digests)
    frames = {}
    for name in COLUMNS:
        if name not in digests:
            frames[name] = empty_table(name)
            continue
        frames[name] = pd.read_parquet(place / f"{name}.parquet")
        for column in _mixed(name):
            frames[name] = together(frames[name], column)
    return StudyTables(**frames)


def _write(folder: Path, tables: StudyTables) -> None:
    for name, frame in tables.by_name().items():
        for column in _mixed(name):
            frame = _apart(frame, column)
        frame.to_parquet(folder / f"{name}.parquet", index=False)


def _others(folder: Path, digests: Mapping[str, str]) -> list[Path]:
    place = place_of(folder, digests)
    return [path for path in folder.iterdir() if path != place and (path.is_dir() or place != folder)]


def _named(digests: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()[:32]


def _mixed(table: str) -> list[str]:
    return [column.name for column in COLUMNS[table] if column.type is Type.MIXED]


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def _apart(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Put numbers and words of classes in columns of their own: a column of a file holds one type."""
    import pandas as pd

    is_words = frame[column].map(lambda value: isinstance(value, str)).astype(bool)
    numbers = pd.to_numeric(frame[column].where(~is_words), errors="coerce").astype("float64")
    return frame.assign(**{column: numbers, f"{column}{WORDS}": frame[column].where(is_words, None).astype("string")})


def together(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a table with a column of numbers and words as one again, where it was put in two to be written."""
    if f"{column}{WORDS}" not in frame:
        return frame
    words = frame[f"{column}{WORDS}"].astype("object")
    mixed = frame[column].astype("object").where(words.isna(), words)
    return frame.assign(**{column: mixed}).drop(columns=f"{column}{WORDS}")
