"""Who adds up: DuckDB on this machine, or a Spark that is there already. Both run the same ibis expressions.

DuckDB is used as some independent workers of one thread each, not as one with many: within a step the order of
addition is then always the same, and a run that was killed and went on gives the same bits as one that was not.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from wending.engine.estimation.scale.source import Format, Source

Expression = Any  # of ibis, which is loaded only when used
Table = Any  # of pyarrow


class Engine(Protocol):
    """What steps need of an engine. An expression is over an unbound ibis table of the name that `open` gave."""

    @property
    def name(self) -> str:
        """Which kind; part of what a checkpoint is kept by, as engines may differ in the last digit."""

    @property
    def workers(self) -> int:
        """How many steps may be run at once."""

    @property
    def rows_per_step(self) -> int:
        """How many rows one step is meant to take in; part of the plan, as it settles the order of addition."""

    def open(self, source: Source) -> Expression:
        """Return an unbound ibis table with the columns of the source, its rows at hand for `run`."""

    def run(self, expression: Expression, worker: int = 0) -> Table:
        """Return the (small) result of an expression as a pyarrow table."""

    def close(self) -> None:
        """Let go of what was held."""


@dataclass
class DuckDB:
    """One machine. Rows stream from the files; what does not fit goes to `work`, which may be emptied afterwards.

    work: folder for spilling and for CSV made into Parquet. threads: steps at once, each with one thread (2). memory:
    of all workers together, as "2GB"; Python and its libraries take some 0.2 GB beside it. rows_per_step: 2.5 million;
    fewer need less memory and resume closer to where they were, more have less overhead.
    """

    work: Path
    threads: int = 2
    memory: str = "2GB"
    rows_per_step: int = 2_500_000
    name: str = field(default="duckdb", init=False)
    _connections: list[Any] = field(default_factory=list, init=False, repr=False)
    _spills: list[str] = field(default_factory=list, init=False, repr=False)

    @property
    def workers(self) -> int:
        """As many as threads."""
        return self.threads

    def open(self, source: Source) -> Expression:
        """Give every worker a view of the files; CSV is first made into Parquet in `work`, once per content.

        Raises:
            ValueError: threads or memory that are none, or files that cannot be read as what they are said to be.
        """
        import duckdb
        import ibis

        self.close()
        if self.threads < 1:
            raise ValueError(f"threads: one or more, not {self.threads}")
        each = _bytes(self.memory) // self.threads
        self.work.mkdir(parents=True, exist_ok=True)
        for _ in range(self.threads):
            # A folder for each: two that spill to one would overwrite each other's files.
            spill = tempfile.mkdtemp(prefix="spill-", dir=self.work)
            settings = {"threads": 1, "memory_limit": f"{each // 2**20}MiB", "temp_directory": spill}
            self._connections.append(ibis.duckdb.connect(**settings))
            self._spills.append(spill)
        try:
            files = self._parquet(source)
            for connection in self._connections:
                bound = connection.read_parquet(list(files), table_name=_name(source))
        except duckdb.Error as error:
            raise ValueError(f"cannot read {', '.join(source.paths)} as {source.format}: {error}") from error
        return ibis.table(bound.schema(), name=_name(source))

    def run(self, expression: Expression, worker: int = 0) -> Table:
        """Return the result, reckoned by one worker with one thread.

        Raises:
            MemoryError: a step does not fit, spilling included.
        """
        import duckdb

        try:
            return self._connections[worker].to_pyarrow(expression)
        except duckdb.OutOfMemoryException as error:
            advice = f"give more than {self.memory}, or fewer than {self.rows_per_step} rows per step"
            raise MemoryError(f"a step does not fit: {advice}, or fewer threads ({error})") from error

    def close(self) -> None:
        """Disconnect the workers and remove what they spilled."""
        for connection in self._connections:
            connection.disconnect()
        for spill in self._spills:
            shutil.rmtree(spill, ignore_errors=True)
        self._connections.clear()
        self._spills.clear()

    def _parquet(self, source: Source) -> tuple[str, ...]:
        if source.format is Format.PARQUET:
            return source.files()
        made = self.work / f"{_name(source)}.parquet"
        if not made.exists():
            first = self._connections[0]
            # Left to itself DuckDB may take a line that begins with # for a remark, and leave it out.
            form = {"header": True, "sample_size": -1, "skip": 0, "comment": ""}
            rows = first.read_csv(list(source.files()), table_name="csv", **form)
            beside = made.with_suffix(f".{os.getpid()}.part")
            first.to_parquet(rows, beside)
            texts = [name for name, of in rows.schema().items() if of.is_string()]
            if texts:
                # A column with nothing in it was taken for text: it holds numbers that nobody knows.
                written = first.read_parquet(beside, table_name="written")
                known = first.to_pyarrow(written.aggregate(**{name: written[name].count() for name in texts}))
                empty = {name: rows[name].cast("float64") for name in texts if not known[name][0].as_py()}
                if empty:
                    first.to_parquet(rows.mutate(**empty), beside)
            beside.replace(made)
        return (str(made),)


@dataclass
class Spark:
    """A Spark session that exists (PySpark 4): cores, memory, spilling and credentials are those of the session.

    rows_per_step: 50 million; a step is one Spark job.
    """

    session: Any
    rows_per_step: int = 50_000_000
    name: str = field(default="spark", init=False)
    workers: int = field(default=1, init=False)
    _connection: Any = field(default=None, init=False, repr=False)
    _view: str = field(default="", init=False, repr=False)

    def open(self, source: Source) -> Expression:
        """Make a temporary view of the files in the session."""
        import ibis

        self._connection = ibis.pyspark.connect(self.session)
        files = list(source.files())
        read = self.session.read  # ibis itself reads one path only
        if source.format is Format.PARQUET:
            rows = read.parquet(*files)
        else:
            rows = read.csv(files, header=True, inferSchema=True)
        self._view = _name(source)
        rows.createOrReplaceTempView(self._view)
        return ibis.table(self._connection.table(_name(source)).schema(), name=_name(source))

    def run(self, expression: Expression, worker: int = 0) -> Table:
        """Return the result, reckoned by the session."""
        return self._connection.to_pyarrow(expression)

    def close(self) -> None:
        """Remove the view, and leave the session to its owner."""
        if self._view:
            self.session.catalog.dropTempView(self._view)
        self._connection, self._view = None, ""


def _name(source: Source) -> str:
    return f"rows_{source.fingerprint()[:16]}"


def _bytes(memory: str) -> int:
    """Read "2GB", "512 MiB" and the like.

    Raises:
        ValueError: something else.
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT])(i?)B", memory.strip(), flags=re.IGNORECASE)
    if not found:
        raise ValueError(f"memory is written as 2GB or 512MB, not {memory!r}")
    number, letter, binary = found.groups()
    return int(float(number) * (1024 if binary else 1000) ** ("KMGT".index(letter.upper()) + 1))
