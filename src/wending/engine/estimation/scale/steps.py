"""Long work in steps: what was done is kept on disk, shown, can be stopped, and is not done again.

A step is an expression with a small result. Results lie as Parquet in a folder of the checkpoint that is named for a
hash of the data and the plan, written beside and then renamed: a file that is there is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock

from wending.engine.estimation.scale.engines import Engine, Expression, Table
from wending.engine.estimation.scale.source import Source
from wending.engine.estimation.terms import Finding, NotAnswerable

# Raised when steps come to mean something else, so that no old result is taken for a new one.
VERSION = 1


class Cancelled(Exception):
    """Stopped between two steps because the caller asked; what was done is kept."""


@dataclass(frozen=True)
class Progress:
    """How far a stage (look, moments, ...) is; `reused` of the `done` were there from an earlier run."""

    stage: str
    done: int
    total: int
    reused: int


@dataclass(frozen=True)
class Watch:
    """What the caller sees and says of a run: where to keep steps, whom to tell, and whether to stop.

    checkpoint: a folder, or None to keep nothing. It holds sums per group, not people, but groups may be small: guard
    it as you guard the data.
    """

    checkpoint: Path | None = None
    progress: Callable[[Progress], None] = field(default=lambda _: None)
    is_cancelled: Callable[[], bool] = field(default=lambda: False)


class Steps:
    """The steps of one plan on one source."""

    def __init__(self, engine: Engine, source: Source, plan: Mapping[str, object], watch: Watch) -> None:
        self.engine, self.watch, self.source = engine, watch, source
        self.fingerprint = source.fingerprint()
        whole = {
            "version": VERSION,
            "engine": engine.name,
            "rows_per_step": engine.rows_per_step,
            "data": self.fingerprint,
            "plan": dict(plan),
        }
        self.text = json.dumps(whole, sort_keys=True, indent=1)
        self.key = hashlib.sha256(self.text.encode()).hexdigest()
        self.folder: Path | None = None
        if watch.checkpoint is not None:
            self.folder = watch.checkpoint / self.key[:32]
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "plan.json").write_text(self.text)

    def do(self, stage: str, expressions: Sequence[Expression]) -> list[Table]:
        """Return the results in the order given: from disk where they are there, else reckoned, workers side by side.

        Raises:
            Cancelled: the caller asked to stop.
            NotAnswerable: the files changed under way.
        """
        results: dict[int, Table] = {}
        for number in range(len(expressions)):
            kept = self._kept(stage, number)
            if kept is not None:
                results[number] = kept
        reused = len(results)
        self.watch.progress(Progress(stage, reused, len(expressions), reused))
        free: SimpleQueue[int] = SimpleQueue()
        for worker in range(self.engine.workers):
            free.put(worker)
        stop, lock = Event(), Lock()

        def one(number: int) -> None:
            if stop.is_set() or self.watch.is_cancelled():
                stop.set()
                return
            worker = free.get()
            try:
                found = self.engine.run(expressions[number], worker)
            except BaseException:
                stop.set()
                raise
            finally:
                free.put(worker)
            self._keep(stage, number, found)
            with lock:
                results[number] = found
                self.watch.progress(Progress(stage, len(results), len(expressions), reused))

        left = [number for number in range(len(expressions)) if number not in results]
        with ThreadPoolExecutor(self.engine.workers) as pool:
            list(pool.map(one, left))
        if stop.is_set():
            raise Cancelled(stage)
        if left and self.source.fingerprint() != self.fingerprint:
            raise NotAnswerable((Finding("data-changed-meanwhile"),))
        return [results[number] for number in range(len(expressions))]

    def _path(self, stage: str, number: int) -> Path | None:
        return None if self.folder is None else self.folder / f"{stage}-{number:05d}.parquet"

    def _kept(self, stage: str, number: int) -> Table | None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self._path(stage, number)
        if path is None or not path.exists():
            return None
        try:
            return pq.read_table(path)
        except (pa.ArrowException, OSError):
            return None  # damaged on disk: reckon it again

    def _keep(self, stage: str, number: int, found: Table) -> None:
        import pyarrow.parquet as pq

        path = self._path(stage, number)
        if path is None:
            return
        beside = path.with_suffix(f".{os.getpid()}.part")
        pq.write_table(found, beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
