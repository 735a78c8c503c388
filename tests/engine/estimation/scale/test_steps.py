"""Runs that are killed, stopped, or find something damaged: they go on where they were, to the same bits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.estimation.scale.world import crowd, duck, panel, written
from wending.engine.estimation.scale.engines import DuckDB
from wending.engine.estimation.scale.over_time import EffectsOverTime, effects_over_time
from wending.engine.estimation.scale.persons import PersonColumns, doubly_robust_at_scale
from wending.engine.estimation.scale.source import Source
from wending.engine.estimation.scale.steps import Cancelled, Progress, Watch
from wending.engine.estimation.terms import NotAnswerable

ROOT = Path(__file__).resolve().parents[4]
PEOPLE = PersonColumns(covariates=("age", "wage", "south"), cluster="school")
# Runs until the third part is kept, says so, and hangs there, the other worker at work, to be killed.
VICTIM = """
import sys, threading
sys.path[:0] = [{src!r}, {root!r}]
from pathlib import Path
from tests.engine.estimation.scale.world import duck
from tests.engine.estimation.scale.test_steps import PEOPLE
from wending.engine.estimation.scale.over_time import effects_over_time
from wending.engine.estimation.scale.persons import doubly_robust_at_scale
from wending.engine.estimation.scale.source import Source
from wending.engine.estimation.scale.steps import Watch

def progress(at):
    if at.stage == {stage!r} and at.done == {done}:
        print("now", flush=True)
        threading.Event().wait()

watch = Watch(Path({checkpoint!r}), progress)
source = Source(({path!r},))
if {stage!r} == "moments":
    effects_over_time(duck(Path({work!r}), 300), source, watch=watch)
else:
    doubly_robust_at_scale(duck(Path({work!r}), 100), source, PEOPLE, watch=watch)
"""


def _numbers(found: EffectsOverTime) -> list[str]:
    """Return every figure with all its bits."""
    assert found.two_way is not None
    aggregates = found.aggregates
    estimates = [found.two_way.plain, aggregates.simple, aggregates.of_dynamic, aggregates.of_calendar]
    estimates += [one.estimate for one in (*found.two_way.events, *aggregates.dynamic, *aggregates.group)]
    estimates += [cell.estimate for cell in found.group_time.cells]
    return [number.hex() for one in estimates for number in (one.value, one.error)]


def _kill(source: Source, folder: Path, stage: str, done: int) -> None:
    text = VICTIM.format(
        src=str(ROOT / "src"),
        root=str(ROOT),
        stage=stage,
        done=done,
        checkpoint=str(folder / "kept"),
        path=source.paths[0],
        work=str(folder / "victim"),
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True, env=environment) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "now\n"
        victim.send_signal(signal.SIGKILL)
        assert victim.wait() == -signal.SIGKILL


def test_effects_over_time_killed_in_the_middle_goes_on_to_the_same_bits(tmp_path: Path) -> None:
    source = written(panel(missing=0.2), tmp_path)
    _kill(source, tmp_path, "moments", 3)
    seen: list[Progress] = []
    resumed = effects_over_time(duck(tmp_path, 300), source, watch=Watch(tmp_path / "kept", seen.append))
    at_start = next(one for one in seen if one.stage == "moments")
    assert 3 <= at_start.reused < at_start.total
    whole = effects_over_time(duck(tmp_path, 300), source)
    assert _numbers(resumed) == _numbers(whole)


def test_doubly_robust_killed_in_the_middle_goes_on_to_the_same_bits(tmp_path: Path) -> None:
    source = written(crowd(), tmp_path)
    _kill(source, tmp_path, "logistic-02", 2)
    seen: list[Progress] = []
    watch = Watch(tmp_path / "kept", seen.append)
    resumed = doubly_robust_at_scale(duck(tmp_path, 100), source, PEOPLE, watch=watch).estimate
    assert next(one for one in seen if one.stage == "logistic-01").reused == 9
    assert 2 <= next(one for one in seen if one.stage == "logistic-02").reused < 9
    whole = doubly_robust_at_scale(duck(tmp_path, 100), source, PEOPLE).estimate
    assert (resumed.value.hex(), resumed.error.hex()) == (whole.value.hex(), whole.error.hex())


@pytest.mark.parametrize("threads", [1, 3])
def test_effects_over_time_same_bits_whatever_the_threads(threads: int, tmp_path: Path) -> None:
    # Enough row groups in a step for an engine to share it between threads, if it were let.
    source = written(panel(20_000, missing=0.1), tmp_path, row_group_size=4096)
    other = DuckDB(tmp_path / "other", threads=threads, memory="600MB", rows_per_step=70_000)
    assert _numbers(effects_over_time(other, source)) == _numbers(effects_over_time(duck(tmp_path, 70_000), source))


def test_effects_over_time_cancelled_keeps_what_was_done(tmp_path: Path) -> None:
    source, done = written(panel(), tmp_path), []
    watch = Watch(tmp_path / "kept", done.append, lambda: any(one.stage == "moments" and one.done for one in done))
    with pytest.raises(Cancelled):
        effects_over_time(duck(tmp_path, 300), source, watch=watch)
    again: list[Progress] = []
    effects_over_time(duck(tmp_path, 300), source, watch=Watch(tmp_path / "kept", again.append))
    start = next(one for one in again if one.stage == "moments")
    assert 0 < start.reused < start.total


def test_effects_over_time_done_again_reads_nothing(tmp_path: Path) -> None:
    source = written(panel(), tmp_path)
    first = effects_over_time(duck(tmp_path), source, watch=Watch(tmp_path / "kept"))
    seen: list[Progress] = []
    again = effects_over_time(duck(tmp_path), source, watch=Watch(tmp_path / "kept", seen.append))
    assert all(one.reused == one.total for one in seen)
    assert _numbers(first) == _numbers(again)


def test_effects_over_time_damaged_step_is_reckoned_again(tmp_path: Path) -> None:
    source = written(panel(), tmp_path)
    first = effects_over_time(duck(tmp_path), source, watch=Watch(tmp_path / "kept"))
    kept = next((tmp_path / "kept").rglob("moments-00001.parquet"))
    kept.write_bytes(kept.read_bytes()[:100])
    assert _numbers(effects_over_time(duck(tmp_path), source, watch=Watch(tmp_path / "kept"))) == _numbers(first)


def test_effects_over_time_other_data_or_plan_takes_no_old_step(tmp_path: Path) -> None:
    source = written(panel(), tmp_path)
    watch = Watch(tmp_path / "kept")
    first = effects_over_time(duck(tmp_path), source, watch=watch)
    written(panel(seed=3), tmp_path)  # the same name, other content
    assert _numbers(effects_over_time(duck(tmp_path), source, watch=watch)) != _numbers(first)
    seen: list[Progress] = []
    effects_over_time(duck(tmp_path, 500), source, watch=replace(watch, progress=seen.append))
    assert all(one.reused == 0 for one in seen)


def test_effects_over_time_data_changing_under_way_is_refused(tmp_path: Path) -> None:
    source = written(panel(), tmp_path)

    def rewrite(at: Progress) -> None:
        if at.stage == "moments" and at.done == 1:
            os.utime(source.paths[0], ns=(1, 1))

    with pytest.raises(NotAnswerable, match="data-changed-meanwhile"):
        effects_over_time(duck(tmp_path), source, watch=Watch(progress=rewrite))
