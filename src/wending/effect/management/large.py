"""`effect large`: effects from files that do not fit in memory, on this machine (DuckDB) or on your own Spark."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.effect.queries.words import finding_words
from wending.engine.estimation.scale.engines import DuckDB, Engine, Spark
from wending.engine.estimation.scale.group_time import Controls
from wending.engine.estimation.scale.over_time import effects_over_time
from wending.engine.estimation.scale.panel import Columns
from wending.engine.estimation.scale.people import PersonColumns
from wending.engine.estimation.scale.persons import doubly_robust_at_scale
from wending.engine.estimation.scale.source import Format, Source
from wending.engine.estimation.scale.steps import Cancelled, Progress, Watch
from wending.engine.estimation.terms import Estimand, Estimate, NotAnswerable
from wending.kit.table import table

HELP = "effects from very large files, on this machine or on Spark"
HEADINGS = ["method", "effect", "error", "low", "high", "treated", "compared"]


def add_arguments(parser: ArgumentParser) -> None:
    """Say what may be chosen."""
    parser.add_argument("kind", choices=["over-time", "people"], help="a row per unit and period, or a row per person")
    parser.add_argument("files", nargs="+", help="Parquet or CSV files, patterns or folders")
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="for sums that are kept, and spills")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument("--master", default="local[2]", help="of Spark: a cluster that is there already")
    parser.add_argument("--threads", type=int, default=2, help="of DuckDB")
    parser.add_argument("--memory", default="2GB", help="of DuckDB")
    parser.add_argument("--unit", default="unit")
    parser.add_argument("--outcome", default="outcome")
    parser.add_argument("--period", default="period", help="over time")
    parser.add_argument("--first", default="first", help="over time: first period treated, 0 is never")
    parser.add_argument("--not-yet", action="store_true", help="over time: compare with who is not treated yet as well")
    parser.add_argument("--treated", default="treated", help="of people: 0 or 1")
    parser.add_argument("--covariates", nargs="*", default=[], metavar="COLUMN", help="of people")
    parser.add_argument("--cluster", default="", metavar="COLUMN", help="of people")
    parser.add_argument("--of-all", action="store_true", help="of people: the effect on all, not on the treated")
    parser.add_argument("--format", choices=["table", "json"], default="table")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Reckon and print; say what is in the way, or that the same command goes on."""
    watch = Watch(checkpoint=options["work"] / "kept", progress=_progress_on(command))
    source = Source(tuple(options["files"]), _format(options["files"]))
    try:
        if options["kind"] == "people":
            estimates, told = _people(_engine(options), source, options, watch)
        else:
            estimates, told = _over_time(_engine(options), source, options, watch)
    except NotAnswerable as refused:
        raise CommandError("\n".join(str(finding_words(one)) for one in refused.findings)) from refused
    except (Cancelled, KeyboardInterrupt) as stopped:
        raise CommandError("Stopped. What is done is kept; the same command goes on from there.") from stopped
    except (ValueError, MemoryError) as wrong:
        raise CommandError(str(wrong)) from wrong
    for finding in told:
        command.stderr.write(str(finding_words(finding)))
    rows: list[list[Any]] = [
        [name, one.value, one.error, one.low, one.high, one.treated, one.compared] for name, one in estimates
    ]
    if options["format"] == "json":
        command.stdout.write(json.dumps([dict(zip(HEADINGS, row, strict=True)) for row in rows], indent=1))
        return
    # As text: effects may be small, and numbers of people are whole.
    shown = [[f"{cell:.6g}" if isinstance(cell, float) else cell for cell in row] for row in rows]
    command.stdout.write(table(HEADINGS, shown))


def _people(engine: Engine, source: Source, options: dict[str, Any], watch: Watch) -> tuple[Any, Any]:
    columns = PersonColumns(
        options["unit"],
        options["treated"],
        options["outcome"],
        tuple(options["covariates"]),
        options["cluster"],
    )
    estimand = Estimand.ATE if options["of_all"] else Estimand.ATT
    found = doubly_robust_at_scale(engine, source, columns, estimand=estimand, watch=watch)
    return [("doubly-robust", found.estimate)], found.told


def _over_time(engine: Engine, source: Source, options: dict[str, Any], watch: Watch) -> tuple[Any, Any]:
    columns = Columns(options["unit"], options["period"], options["outcome"], options["first"])
    controls = Controls.NOT_YET if options["not_yet"] else Controls.NEVER
    found = effects_over_time(engine, source, columns, controls=controls, watch=watch)
    means = found.aggregates
    estimates: list[tuple[str, Estimate]] = [
        ("group-time, simple", means.simple),
        ("group-time, dynamic", means.of_dynamic),
        ("group-time, group", means.of_group),
        ("group-time, calendar", means.of_calendar),
    ]
    if found.two_way is not None:
        warning = ", wrong under a staggered start" if found.is_staggered else ""
        estimates.append((f"two-way fixed effects{warning}", found.two_way.plain))
    return estimates, found.told


def _engine(options: dict[str, Any]) -> Engine:
    if options["engine"] == "duckdb":
        options["work"].mkdir(parents=True, exist_ok=True)
        return DuckDB(options["work"], threads=options["threads"], memory=options["memory"])
    try:
        from pyspark.sql import SparkSession
    except ImportError as absent:
        raise CommandError("PySpark is not installed here: ./wending setup --dev, or pip install pyspark") from absent
    return Spark(SparkSession.builder.master(options["master"]).appName("wending").getOrCreate())


def _format(files: list[str]) -> Format:
    first = Path(files[0])
    return Format.CSV if first.suffix == ".csv" or any(first.glob("*.csv")) else Format.PARQUET


def _progress_on(command: BaseCommand) -> Any:
    def progress(now: Progress) -> None:
        command.stderr.write(f"{now.stage}: {now.done} of {now.total}")

    return progress
