"""`load esco|onet|crosswalk|catalogue`: brings reference data in force, or with --plan tells what would change."""

import argparse
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.reference.actions.load_release import LoadFailed, Outcome, load_release
from wending.reference.actions.lock_loading import LoadingIsLocked
from wending.reference.rules.records import BadInput

EXAMPLES = """examples:
  ./wending load esco esco-1.2.0-en-csv.zip esco-1.2.0-nl-csv.zip    several languages at once
  ./wending load esco esco-1.2.0-nl-csv.zip                          adds Dutch to the ESCO 1.2.0 in force
  ./wending load onet db_29_2_text.zip --plan                        says what would change, writes nothing
  ./wending load crosswalk esco-onet-crosswalk.csv --release 2020
  ./wending load catalogue                                           the catalogue that comes with Wending
"""


class Command(BaseCommand):
    help = "Load reference data. A release comes in force when it is whole; loading it twice changes nothing."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        sources = parser.add_subparsers(dest="source", required=True, metavar="SOURCE")
        for source, files, help_text in (
            ("esco", "+", "ESCO zip files (CSV), one or more languages"),
            ("onet", 1, "the O*NET zip file (text)"),
            ("crosswalk", 1, "the ESCO to O*NET crosswalk (CSV)"),
            ("catalogue", None, "the embedded catalogue of Wending"),
        ):
            one = sources.add_parser(source, help=help_text, description=f"Load {help_text}.")
            if files:
                one.add_argument("files", nargs=files, type=Path, metavar="FILE")
            one.add_argument("--release", default="", metavar="VERSION", help="version, when the file name lacks it")
            one.add_argument("--plan", action="store_true", help="say what would change and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        start = monotonic()

        def progress(text: str) -> None:
            self.stderr.write(f"{monotonic() - start:6.1f} s  {text}")

        try:
            outcome = load_release(
                source=options["source"],
                files=options.get("files") or [],
                version=options["release"],
                plan_only=options["plan"],
                progress=progress,
            )
        except (BadInput, LoadingIsLocked, LoadFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(_lines(outcome)))


def _lines(outcome: Outcome) -> list[str]:
    name = f"{outcome.source} {outcome.version}"
    if outcome.changes is not None:
        head = f"Plan for {name}: " + ("this would come in force." if outcome.is_changed else "nothing changes.")
        width = max((len(change.name) for change in outcome.changes), default=0)
        rows = [
            f"  {change.name:<{width}}  +{change.added} -{change.removed} ~{change.changed} ={change.kept}"
            for change in outcome.changes
        ]
        return [head, *rows, "(+ added, - removed, ~ changed, = the same; nothing was written)"]
    if not outcome.is_changed:
        return [f"{name} is in force already: nothing changed."]
    width = max(len(key) for key in outcome.counts)
    return [f"{name} is in force."] + [f"  {key:<{width}}  {count}" for key, count in outcome.counts.items()]
