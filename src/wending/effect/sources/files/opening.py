"""Opens CSV, Parquet and Stata files as one kind of relation of DuckDB, streaming: what is larger than memory too.

Every row has its number in `ROW` (counted from 1 after the heading). Stata is first written as Parquet, piece by piece,
with its missing codes (`.`, `.a` to `.z`) as text, and beside each column that has them its value labels.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from wending.effect.sources.files.parse import MappedFile
from wending.engine.estimation.terms import Finding, NotAnswerable

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    from pandas.io.stata import StataReader

ROW = "__row"
LABEL = "__label_"
PIECE = 50_000
DELIMITERS = (",", ";", "\t", "|")


def connect(folder: Path, memory: str = "1GB") -> duckdb.DuckDBPyConnection:
    """Return a connection that works within `memory` and writes what does not fit into a folder."""
    import duckdb

    return duckdb.connect(config={"memory_limit": memory, "temp_directory": str(folder), "threads": 2})


def opened(link: duckdb.DuckDBPyConnection, one: MappedFile, folder: Path, scratch: Path) -> duckdb.DuckDBPyRelation:
    """Return the rows of a file.

    Raises:
        NotAnswerable: the file is not there or cannot be read; `about` is its name, the reason, 1, and the line.
    """
    import duckdb

    path = folder / one.path
    if not path.is_file():
        raise NotAnswerable((Finding("file-missing", (one.path, "", 0)),))
    try:
        if one.format == "parquet":
            rows = link.read_parquet(str(path), file_row_number=True)
            named = [f'"{_inner(name)}"' for name in rows.columns if name != "file_row_number"]
            return rows.project(", ".join([*named, f"file_row_number + 1 AS {ROW}"]))
        if one.format == "dta":
            staged = scratch / f"{one.name}.parquet"
            _staged(path, staged)
            rows = link.read_parquet(str(staged), file_row_number=True)
            return rows.project(f"* EXCLUDE (file_row_number), file_row_number + 1 AS {ROW}")
        delimiter, names = _heading(path, one)
        # Where DuckDB finds out the form by itself, it leaves lines out without a word: some that begin with #, and a
        # heading with fewer columns than the rows under it.
        rows = link.read_csv(
            str(path),
            auto_detect=False,
            header=True,
            columns=dict.fromkeys(names, "VARCHAR"),
            delimiter=delimiter,
            quotechar='"',
            escapechar='"',
            encoding=one.encoding,
        )
        return rows.project(f"*, row_number() OVER () AS {ROW}")
    except (duckdb.Error, ValueError, OSError, UnicodeError, LookupError) as error:
        raise unreadable(one.path, error) from error


def unreadable(path: str, error: Exception) -> NotAnswerable:
    """Return that a file cannot be read, with the reason and the line where that is told."""
    line = re.search(r"[Ll]ine:? (\d+)", str(error))
    if line and "Expected Number of Columns" in str(error):
        return NotAnswerable((Finding("file-ragged", (path, "", 1, int(line[1]))),))
    reason = (str(error).splitlines() or [type(error).__name__])[0][:160]
    return NotAnswerable((Finding("file-unreadable", (path, reason, 1, *((int(line[1]),) if line else ()))),))


def _heading(path: Path, one: MappedFile) -> tuple[str, list[str]]:
    """Return what parts the columns of a CSV file, and their names.

    Raises:
        ValueError: there is no heading, or a name stands in it twice.
    """
    encoding = "utf-8-sig" if one.encoding.lower() in {"utf-8", "utf8"} else one.encoding
    with path.open(encoding=encoding, newline="") as file:
        bare = re.sub(r'"[^"]*"', "", file.readline())
        delimiter = one.delimiter or max(DELIMITERS, key=bare.count)
        file.seek(0)
        told = next(csv.reader(file, delimiter=delimiter), [])
    names = [name or f"column{place}" for place, name in enumerate(told)]
    if not any(told):
        raise ValueError("the first line has no names of columns")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"the first line has a name twice: {', '.join(twice)}")
    return delimiter, names


def _inner(name: str) -> str:
    return name.replace('"', '""')


def _staged(path: Path, to: Path) -> None:
    """Write a Stata file as Parquet of text, a piece at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pandas.io.stata import StataReader

    with (
        # pandas cannot read missing codes and dates in one go: a missing date stops it.
        StataReader(
            path, convert_missing=True, convert_dates=False, convert_categoricals=False, chunksize=PIECE
        ) as codes,
        StataReader(path, convert_categoricals=False, chunksize=PIECE) as days,
    ):
        labels = {name: found for name, found in _labels_of(days).items() if found}
        writer = None
        try:
            for piece, dated in zip(codes, days, strict=True):
                texts = {str(name): _texts(piece[name]) for name in piece.columns}
                for name in dated.select_dtypes("datetime"):
                    texts[str(name)] = _texts(dated[name]).where(dated[name].notna(), texts[str(name)])
                for name, found in labels.items():
                    texts[f"{LABEL}{name}"] = texts[name].map(found).where(texts[name].isin(found), texts[name])
                made = pa.table({name: pa.array(values, pa.string()) for name, values in texts.items()})
                if writer is None:
                    writer = pq.ParquetWriter(to, made.schema)
                writer.write_table(made)
        finally:
            if writer is not None:
                writer.close()
    if writer is None:
        raise ValueError("the file has no rows")


def _labels_of(reader: StataReader) -> dict[str, dict[str, str]]:
    """Return per column the label of each code, codes as text."""
    sets = reader.value_labels()
    # Which column has which set of labels is known only inside the reader of pandas.
    names = dict(zip(reader._varlist, reader._lbllist, strict=True))
    return {
        column: {str(code): label for code, label in sets[name].items()}
        for column, name in names.items()
        if name in sets
    }


def _texts(values: pd.Series) -> pd.Series:
    import pandas as pd

    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.strftime("%Y-%m-%d").astype("object").where(values.notna(), None)
    return values.map(_text).astype("object").where(lambda one: one.notna(), None)


def _text(value: object) -> str | None:
    if value is None or value != value:
        return None
    if isinstance(value, str):
        return value
    if hasattr(value, "string"):  # a missing code of Stata
        return str(value.string)
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d"))
    number = float(value)  # type: ignore[arg-type]
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else str(value)
