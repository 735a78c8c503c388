"""Effects of panels too large for memory: DuckDB and Spark beside three other libraries, time, memory and the truth.

    .venv/bin/python bench/effect_scale.py --rows 1e6 1e7 1e8 --engines duckdb spark --rivals pyfixest diff-diff

Made-up panels of ten periods with a staggered start, effects that grow and differ by group, five rows in a hundred
missing; and people, a tenth as many as rows, whose treatment and outcome depend on the same four covariates. Both are
written as Parquet as they are made, in the folder given, and removed afterwards. Each run is a process of its own, so
that its peak memory (resident, of itself and its children) is its own. What takes longer than the limit, or more than
half of the memory, is stopped, and its line says so. Loading libraries is not counted. Spark runs here (`local[2]`);
the start of its session is apart. `cpu` is processor time, which others at work on the machine hardly change.

The rival `differences` is GPL and so no dependency of ours: it runs in an environment that you make for it and name:

    python3 -m venv FOLDER && FOLDER/bin/pip install differences==0.3.0 pyarrow psutil
    .venv/bin/python bench/effect_scale.py --rivals differences --differences FOLDER/bin/python
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
PERIODS = 10
GROUPS = (0, 0, 0, 0, 4, 5, 6, 7, 8, 9)  # first treated period of a tenth of the units each
GAIN = 0.5  # true effect on every person
COVARIATES = ("age", "wage", "school_years", "south")
ESTIMATORS = ("over-time", "doubly-robust")
RIVALS = {"pyfixest": "over-time", "diff-diff": "over-time", "differences": "over-time"}


def effect(first: int, period: int) -> float:
    """Return the true effect on a unit of this group in this period."""
    return 0.1 + 0.02 * (period - first) + 0.01 * (first - 4) if first and period >= first else 0.0


def truth() -> float:
    """Return the true mean effect over treated groups and their periods, groups being alike in size."""
    cells = [effect(first, period) for first in GROUPS if first for period in range(first, PERIODS + 1)]
    return sum(cells) / len(cells)


def make(rows: int, folder: Path) -> None:
    """Write panel.parquet and people.parquet with DuckDB, streaming."""
    import duckdb

    units = rows // PERIODS
    cases = " ".join(
        f"WHEN first = {first} AND period = {period} THEN {effect(first, period)}"
        for first in sorted(set(GROUPS))
        for period in range(1, PERIODS + 1)
        if effect(first, period)
    )
    groups = "[" + ", ".join(map(str, GROUPS)) + "]"
    # The sum of four uniform numbers, centred, is near enough to normal; hashes make it the same each time.
    noise = " + ".join(_uniform(f"(unit * 16 + period) * 8 + {k}") for k in range(4))
    level = f"{_uniform('-unit')} * 4"
    kept = f"{_uniform('(unit * 16 + period) * 8 + 5')} >= 0.05"
    group = f"CAST(1 + floor({_uniform('unit * 128')} * {len(GROUPS)}) AS BIGINT)"
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB", "temp_directory": str(folder)}) as connection:
        connection.execute(
            f"COPY (SELECT unit, period, first, {level} + 0.1 * sin(period) + {noise} - 2 + CASE {cases} ELSE 0 END"
            f" AS outcome FROM (SELECT unit, period, {groups}[{group}] AS first FROM"
            f" (SELECT i // {PERIODS} AS unit, i % {PERIODS} + 1 AS period FROM range({rows}) AS x(i)))"
            f" WHERE {kept}) TO '{folder}/panel.parquet'"
        )
        one = [_uniform(f"unit * 16 + {k}") for k in range(9)]
        drive = "-0.5 + 0.02 * (age - 40) + 0.3 * south + 0.05 * (school_years - 12) - 0.0002 * (wage - 2000)"
        connection.execute(
            f"COPY (SELECT *, 0.02 * age + 0.001 * wage + 0.05 * school_years + 0.2 * south"
            f" + CASE WHEN treated THEN {GAIN} ELSE 0 END + {one[0]} + {one[1]} + {one[2]} + {one[3]} - 2 AS outcome"
            f" FROM (SELECT *, {one[4]} < 1 / (1 + exp(-({drive}))) AS treated FROM (SELECT unit,"
            f" 20 + 40 * {one[5]} AS age, 1000 + 2000 * {one[6]} AS wage, 8 + 8 * {one[7]} AS school_years,"
            f" CAST({one[8]} < 0.5 AS INTEGER) AS south FROM range({units}) AS x(unit))))"
            f" TO '{folder}/people.parquet'"
        )


def _uniform(number: str) -> str:
    """Return SQL of a number between 0 and 1 that looks random, the same for the same whole number."""
    return f"(hash({number}) / 18446744073709551615.0)"


def run(engine: str, estimator: str, folder: Path, memory: str) -> dict[str, float]:
    """Estimate in this process; return seconds, and value and error per name."""
    import duckdb  # noqa: F401
    import ibis
    import pandas as pd  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    from wending.engine.estimation.scale.engines import DuckDB, Engine, Spark
    from wending.engine.estimation.scale.over_time import effects_over_time
    from wending.engine.estimation.scale.persons import PersonColumns, doubly_robust_at_scale
    from wending.engine.estimation.scale.source import Source

    getattr(ibis, "pyspark" if engine == "spark" else "duckdb")  # ibis loads a backend when it is first named
    begun = time.perf_counter()
    made: Engine
    start, busy = 0.0, processor()
    if engine == "spark":
        from pyspark.sql import SparkSession

        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", memory)
            .config("spark.sql.shuffle.partitions", "16")
            .config("spark.local.dir", str(folder / "spark"))
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        start = time.perf_counter() - begun
        busy = processor()
        made = Spark(session)
    else:
        made = DuckDB(folder / "work", threads=2, memory=memory)
    if estimator == "over-time":
        found = effects_over_time(made, Source((str(folder / "panel.parquet"),)))
        estimates = {"two-way": found.two_way.plain, "staggered": found.aggregates.simple} if found.two_way else {}
    else:
        people = Source((str(folder / "people.parquet"),))
        estimates = {
            "doubly-robust": doubly_robust_at_scale(made, people, PersonColumns(covariates=COVARIATES)).estimate
        }
    seconds = time.perf_counter() - begun - start
    return {
        "seconds": seconds,
        "cpu": processor() - busy,
        "start": start,
        **{f"{name} {part}": getattr(one, part) for name, one in estimates.items() for part in ("value", "error")},
    }


def rival(name: str, folder: Path) -> dict[str, float]:
    """Estimate with another library; reading the file is part of it."""
    import pandas as pd

    if name == "pyfixest":
        import pyfixest

        begun, busy = time.perf_counter(), processor()
        frame = pd.read_parquet(folder / "panel.parquet")
        frame["treated"] = ((frame["first"] > 0) & (frame["period"] >= frame["first"])).astype(float)
        fitted = pyfixest.feols("outcome ~ treated | unit + period", frame, vcov={"CRV1": "unit"}, lean=True)
        answer = {"two-way value": float(fitted.coef().iloc[0]), "two-way error": float(fitted.se().iloc[0])}
    elif name == "differences":
        from differences import ATTgt

        begun, busy = time.perf_counter(), processor()
        frame = pd.read_parquet(folder / "panel.parquet")
        frame["first"] = frame["first"].where(frame["first"] > 0)  # never is empty here
        groups = ATTgt(frame.set_index(["unit", "period"]), cohort_column="first")
        groups.fit("outcome", est_method="reg", control_group="never_treated", progress_bar=False)
        simple = groups.aggregate("simple")
        answer = {
            f"staggered {part}": float(simple[next(one for one in simple.columns if one[-1] == name)].iloc[0])
            for part, name in (("value", "ATT"), ("error", "std_error"))
        }
    else:
        from diff_diff import CallawaySantAnna

        begun, busy = time.perf_counter(), processor()
        frame = pd.read_parquet(folder / "panel.parquet")
        found = CallawaySantAnna(estimation_method="reg").fit(
            frame, outcome="outcome", unit="unit", time="period", first_treat="first"
        )
        answer = {"staggered value": float(found.overall_att), "staggered error": float(found.overall_se)}
    return {"seconds": time.perf_counter() - begun, "cpu": processor() - busy, "start": 0.0, **answer}


def processor() -> float:
    """Return seconds of processor that this process and its children have had: what a busy machine does not change."""
    import psutil

    process = psutil.Process()
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def measured(python: str, arguments: list[str], limit: float) -> dict[str, float] | str:
    """Run this file by this Python in a process of its own; return its answer with peak megabytes, or why none."""
    import psutil

    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    command = [python, __file__, *arguments]
    peak, begun = 0, time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as told:
        child = subprocess.Popen(command, stdout=out, stderr=told, env=environment)
        while child.poll() is None:
            resident = 0
            try:
                process = psutil.Process(child.pid)
                for one in (process, *process.children(recursive=True)):
                    resident += one.memory_info().rss
            except psutil.Error:
                pass
            peak = max(peak, resident)
            late, large = time.perf_counter() - begun > limit, peak > psutil.virtual_memory().total / 2
            if late or large:
                for one in psutil.Process(child.pid).children(recursive=True):
                    one.kill()
                child.kill()
                child.wait()
                why = "time" if late else "half of this machine's memory"
                return f"stopped at {time.perf_counter() - begun:.0f} s, {peak / 1e6:.0f} MB: {why}"
            time.sleep(0.02)
        out.seek(0)
        told.seek(0)
        if child.returncode:
            last = told.read().strip().splitlines()
            return f"failed at {peak / 1e6:.0f} MB: {last[-1][:80] if last else child.returncode}"
        return {**json.loads(out.read().strip().splitlines()[-1]), "peak": peak / 1e6}


def report(rows: int, lines: list[tuple[str, str, dict[str, float] | str]]) -> None:
    """Print seconds and their ratio to ours on DuckDB, memory, figures, and the truth beside them."""
    from wending.kit.table import table

    true = {"two-way": truth(), "staggered": truth(), "doubly-robust": GAIN}
    base = {kind: one["seconds"] for who, kind, one in lines if who == "duckdb" and isinstance(one, dict)}
    shown: list[list[object]] = []
    for who, kind, one in lines:
        if isinstance(one, str):
            shown.append([who, kind, one, *[""] * 7])
            continue
        ratio = f"{one['seconds'] / base[kind]:.1f}" if kind in base else ""
        for name in true:
            if f"{name} value" in one:
                figures = [one[f"{name} value"], one[f"{name} error"], true[name]]
                cost = [
                    f"{one['seconds']:.2f}",
                    f"{one['cpu']:.2f}",
                    f"{one['start']:.1f}",
                    ratio,
                    f"{one['peak']:.0f}",
                ]
                shown.append([who, name, *cost, *(f"{figure:.6f}" for figure in figures)])
    print(f"\n{rows:,} person-periods; {rows // PERIODS:,} people for doubly-robust")
    print("two-way and staggered come from one run of ours, so their seconds are the same ones")
    print(
        table(["who", "what", "seconds", "cpu", "start", "times", "peak MB", "estimate", "error", "truth"], shown),
        flush=True,
    )


def main() -> None:
    """Make data, run everything, print, remove the data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", nargs="+", type=float, default=[1e6])
    parser.add_argument("--engines", nargs="*", default=["duckdb"], choices=["duckdb", "spark"])
    parser.add_argument("--rivals", nargs="*", default=["pyfixest", "diff-diff"], choices=list(RIVALS))
    parser.add_argument("--differences", metavar="PYTHON", help="of the environment that has the rival differences")
    parser.add_argument("--limit", type=float, default=600, help="seconds a run may take")
    parser.add_argument("--memory", default="2GB", help="of DuckDB, or of Spark's driver as 2g")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--child", nargs=3, metavar=("WHO", "WHAT", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        who, kind, here = given.child
        answer = rival(who, Path(here)) if who in RIVALS else run(who, kind, Path(here), given.memory)
        print(json.dumps(answer))
        return
    if "differences" in given.rivals and not given.differences:
        parser.error("the rival differences runs in an environment of its own: name its Python with --differences")
    for rows in map(int, given.rows):
        folder = Path(tempfile.mkdtemp(prefix="effect-scale-", dir=given.folder))
        try:
            begun = time.perf_counter()
            make(rows, folder)
            print(f"made {rows:,} rows in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
            todo = [(who, kind) for who in given.engines for kind in ESTIMATORS]
            todo += [(who, RIVALS[who]) for who in given.rivals]
            memory = {"duckdb": given.memory, "spark": given.memory.lower().removesuffix("b")}
            lines = []
            for who, kind in todo:
                child = ["--child", who, kind, str(folder), "--memory", memory.get(who, given.memory)]
                python = given.differences if who == "differences" else sys.executable
                lines.append((who, kind, measured(python, child, given.limit)))
            report(rows, lines)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
