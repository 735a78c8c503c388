"""`effect study PLAN DATA --out FOLDER`: a plan and a folder of tables in, a report out, without a database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.effect.actions.report_files import study_command
from wending.effect.queries.words import finding_words, problem_words
from wending.effect.rules.analysis import Stopped
from wending.effect.rules.plan import BadPlan
from wending.engine.estimation.terms import NotAnswerable

HELP = "analyse a folder of tables by a plan, and write the report"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what may be chosen."""
    parser.add_argument("plan", type=Path, help="plan in TOML or JSON; see docs/effect/plan.md")
    parser.add_argument("data", type=Path, help="folder with <table>.csv, <table>.parquet or <table>.dta")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder for the report")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Analyse and write; say where the report is, and what is wrong. Fail when there is no answer to the main question.

    The report is written then too: it says that these data cannot answer it, and what would be needed.
    """
    plan: Path = options["plan"]
    try:
        answer, files = study_command(
            plan, options["data"], options["out"], options["language"], proceed=progress_on(command)
        )
    except BadPlan as bad:
        raise CommandError("\n".join(f"{plan}: {one.field}: {problem_words(one)}" for one in bad.problems)) from bad
    except NotAnswerable as refused:
        raise CommandError("\n".join(finding_words(one) for one in refused.findings)) from refused
    except FileNotFoundError as absent:
        raise CommandError(f"There is no {absent.filename}.") from absent
    except ValueError as wrong:
        raise CommandError(f"{plan}: {wrong}") from wrong
    except (Stopped, KeyboardInterrupt) as stopped:
        raise CommandError("Stopped. What is done is kept; the same command goes on from there.") from stopped
    for file in files:
        command.stdout.write(str(file))
    primary = answer.primary
    told = dict.fromkeys((*answer.findings, *primary.findings))
    for one in told:
        command.stderr.write(f"{'WRONG' if one.is_grave else 'note '}  {finding_words(one)}")
    if not primary.estimates:
        raise CommandError("These data cannot answer the question. The report says why, and gives no number.")


def progress_on(command: BaseCommand) -> Callable[[str, float], bool]:
    """Return what tells the step and the share done on standard error."""

    def proceed(step: str, share: float) -> bool:
        command.stderr.write(f"{share:4.0%} {step}")
        return True

    return proceed
