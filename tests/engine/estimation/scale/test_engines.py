"""Engines on files of other kinds: CSV, several files, keys that are text, little memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.engine.estimation.scale.world import duck, panel, written
from wending.engine.estimation.scale.engines import DuckDB
from wending.engine.estimation.scale.over_time import EffectsOverTime, effects_over_time
from wending.engine.estimation.scale.source import Format, Source

FRAME = panel(200, missing=0.1)


def _figures(found: EffectsOverTime) -> list[float]:
    assert found.two_way is not None
    simple = found.aggregates.simple
    return [found.two_way.plain.value, found.two_way.plain.error, simple.value, simple.error]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[float]:
    folder = tmp_path_factory.mktemp("expected")
    return _figures(effects_over_time(duck(folder), written(FRAME, folder)))


def test_duckdb_reads_csv_in_several_files(expected: list[float], tmp_path: Path) -> None:
    for number, rows in enumerate((FRAME.head(500), FRAME.iloc[500:])):
        rows.to_csv(tmp_path / f"part-{number}.csv", index=False)
    source = Source((str(tmp_path / "*.csv"),), Format.CSV)
    assert _figures(effects_over_time(duck(tmp_path), source)) == pytest.approx(expected, rel=1e-12)


def test_duckdb_reads_a_folder_of_parquet(expected: list[float], tmp_path: Path) -> None:
    written(FRAME.head(700), tmp_path / "rows", "a")
    written(FRAME.iloc[700:], tmp_path / "rows", "b")
    source = Source((str(tmp_path / "rows"),))
    assert _figures(effects_over_time(duck(tmp_path), source)) == pytest.approx(expected, rel=1e-12)


def test_duckdb_keys_that_are_text_are_cut_by_hash(expected: list[float], tmp_path: Path) -> None:
    text = FRAME.assign(unit="person " + FRAME["unit"].astype(str))
    engine = duck(tmp_path, 300)
    assert _figures(effects_over_time(engine, written(text, tmp_path))) == pytest.approx(expected, rel=1e-12)


def test_duckdb_spills_to_its_folder_when_memory_is_short(tmp_path: Path) -> None:
    source = written(panel(200_000, 5, missing=0.05), tmp_path)
    found = {}
    for memory in ("1GB", "120MB"):
        with _watched(tmp_path / memory) as spilled:
            engine = DuckDB(tmp_path / memory, memory=memory, rows_per_step=10**8)
            found[memory] = _figures(effects_over_time(engine, source))
        assert bool(spilled) == (memory == "120MB")
    assert found["120MB"] == pytest.approx(found["1GB"], rel=1e-12)


@contextmanager
def _watched(folder: Path) -> Iterator[set[str]]:
    """Collect names of files that are in a folder at any time."""
    seen: set[str] = set()
    is_over = Event()

    def watch() -> None:
        while not is_over.wait(0.002):
            seen.update(path.name for path in folder.rglob("*.*"))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        is_over.set()
        watcher.join()


def test_duckdb_memory_for_nothing_says_what_to_do(tmp_path: Path) -> None:
    source = written(panel(60_000, 5), tmp_path)
    with pytest.raises(MemoryError, match="give more than 8MB"):
        effects_over_time(DuckDB(tmp_path, memory="8MB"), source)


@pytest.mark.parametrize("memory", ["2", "lots", "2 G"])
def test_duckdb_memory_not_understood_is_refused(memory: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2GB"):
        effects_over_time(DuckDB(tmp_path, memory=memory), written(FRAME, tmp_path))


def test_duckdb_without_threads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one or more, not 0"):
        effects_over_time(DuckDB(tmp_path, threads=0), written(FRAME, tmp_path))


def test_duckdb_reads_every_line_of_csv(tmp_path: Path) -> None:
    lines = FRAME.assign(unit="#" + FRAME["unit"].astype(str)).sort_values("unit", ascending=False)
    lines.iloc[::2].assign(unit=lines["unit"].str[1:]).to_csv(tmp_path / "a.csv", index=False)
    found = effects_over_time(duck(tmp_path), Source((str(tmp_path / "a.csv"),), Format.CSV))
    lines.to_csv(tmp_path / "b.csv", index=False)
    marked = effects_over_time(duck(tmp_path), Source((str(tmp_path / "b.csv"),), Format.CSV))
    assert (found.units, marked.units) == (lines.iloc[::2]["unit"].nunique(), lines["unit"].nunique())


def test_duckdb_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.parquet").write_text("unit,period\n1,2\n")
    with pytest.raises(ValueError, match=r"rows\.parquet as parquet"):
        effects_over_time(duck(tmp_path), Source((str(tmp_path / "rows.parquet"),)))


def test_source_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no file"):
        effects_over_time(duck(tmp_path), Source((str(tmp_path / "none-*.parquet"),)))
