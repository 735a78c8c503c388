"""`effect demo`: a whole made-up national study, from its people to its report, beside the known truth."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.effect.actions.report_files import write_report
from wending.effect.management.study import progress_on
from wending.effect.rules.analysis import Stopped, analyse
from wending.effect.rules.demonstration import PEOPLE, PLAN, smaller
from wending.effect.rules.plan_file import as_mapping
from wending.effect.rules.plan_toml import as_toml
from wending.effect.rules.world_tables import study_tables
from wending.effect.sources.tables import write_tables
from wending.engine.estimation.world import generate

HELP = "run a whole made-up national study to its report"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what may be chosen."""
    parser.add_argument("--out", type=Path, default=Path("var/effect-demo"), metavar="FOLDER")
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"size of the population (default {PEOPLE:,})")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Make the population, freeze its tables, analyse, write the report, and set the truth beside what was found."""
    if options["people"] < 1_000:
        raise CommandError("--people: 1,000 or more; with fewer there is nothing to be found.")
    out: Path = options["out"]
    world, truth = generate(smaller(options["people"]))
    tables = study_tables(world)
    # Of an earlier run, stopped or whole: the same made-up people are made again.
    for made in (out / "data").glob("*.parquet"):
        made.unlink()
    write_tables(out / "data", tables)
    (out / "plan.toml").write_text(as_toml(as_mapping(PLAN)), "utf-8")
    try:
        answer = analyse(PLAN, tables, work=out / "work", is_synthetic=True, proceed=progress_on(command))
    except (Stopped, KeyboardInterrupt) as stopped:
        raise CommandError("Stopped. What is done is kept; the same command goes on from there.") from stopped
    files = write_report(answer, out, options["language"], tables)
    command.stdout.write("outcome, days after      found   95% interval         truth")
    for one in answer.outcomes:
        name = {"in_work": "in-work", "career_competences": "competences"}[one.planned.outcome]
        known = truth.effect(name, one.planned.horizon)
        if one.estimates:
            first = one.estimates[0]
            label = f"{one.planned.outcome}, {one.planned.horizon}"
            command.stdout.write(f"{label:24}{first.value:7.3f}   {first.low:6.3f} to {first.high:6.3f}   {known:7.3f}")
    command.stdout.write(f"verdict: {answer.primary.judgement.verdict}")
    for file in files:
        command.stdout.write(str(file))
