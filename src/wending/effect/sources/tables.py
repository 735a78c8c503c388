"""The tables of a study as Parquet files in one folder, with the digest of each: what changed on disk is not read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

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
    for name, frame in tables.by_name().items():
        for column in _mixed(name):
            frame = _apart(frame, column)
        frame.to_parquet(folder / f"{name}.parquet", index=False)
    return digests_of(folder)


def digests_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every table in a folder, 64 hexadecimal digits, by its name."""
    return {path.stem: _digest(path) for path in sorted(folder.glob("*.parquet"))}


def refuse_changed(folder: Path, digests: Mapping[str, str]) -> None:
    """Look whether every file of a folder is still the one of these digests.

    Raises:
        TablesChanged: a file is missing, is there beside what was kept, or holds something else.
    """
    now = digests_of(folder)
    changed = tuple(sorted(name for name in {*now, *digests} if now.get(name) != digests.get(name)))
    if changed:
        raise TablesChanged(changed)


def read_tables(folder: Path, digests: Mapping[str, str]) -> StudyTables:
    """Return the tables of a folder, after looking whether every file is still the one of these digests.

    Raises:
        TablesChanged: they are not what was kept.
    """
    import pandas as pd

    refuse_changed(folder, digests)
    frames = {}
    for name in COLUMNS:
        if name not in digests:
            frames[name] = empty_table(name)
            continue
        frames[name] = pd.read_parquet(folder / f"{name}.parquet")
        for column in _mixed(name):
            frames[name] = together(frames[name], column)
    return StudyTables(**frames)


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
