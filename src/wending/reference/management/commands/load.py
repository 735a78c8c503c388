"""`load esco|onet|crosswalk|catalogue`: brings reference data in force, or with --plan tells what would change."""

import argparse
import re
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.reference.actions.load_release import LoadFailed, Outcome, load_release
from wending.reference.actions.lock_loading import LoadingIsLocked
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.figures import sources_in_extract
from wending.reference.sources.whole import WHOLE

EXAMPLES = """examples:
  ./wending load esco esco-1.2.0-en-csv.zip esco-1.2.0-nl-csv.zip    several languages at once
  ./wending load esco esco-1.2.0-nl-csv.zip                          adds Dutch to the ESCO 1.2.0 in force
  ./wending load onet db_29_2_text.zip --plan                        says what would change, writes nothing
  ./wending load crosswalk esco-onet-crosswalk.csv --release 2020
  ./wending load catalogue                                           the catalogue that comes with Wending
  ./wending load cbs-wages                                           the extract that comes with Wending
  ./wending load cbs-wages 85517NED --release 2026-07-14             the whole table, in the folder of ./wending fetch
  ./wending load sbb kans.csv --release 2026 --map Crebo=code --map Regio=region --map Kans=work --map =2026=period

What the files of each source are and which fields they have: docs/sources.
"""
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class Command(BaseCommand):
    help = "Load reference data. A release comes in force when it is whole; loading it twice changes nothing."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        sources = parser.add_subparsers(dest="source", required=True, metavar="SOURCE")
        extract = sources_in_extract()
        known: list[tuple[str, Literal["+", "*", 1] | None, str]] = [
            ("esco", "+", "ESCO zip files (CSV), one or more languages"),
            ("onet", 1, "the O*NET zip file (text)"),
            ("crosswalk", 1, "the ESCO to O*NET crosswalk (CSV)"),
            ("catalogue", None, "the embedded catalogue of Wending"),
            *((source, "*" if source in extract else "+", whole.files) for source, whole in WHOLE.items()),
        ]
        for source, files, help_text in known:
            one = sources.add_parser(source, help=help_text, description=f"Load {help_text}.")
            if files:
                one.add_argument("files", nargs=files, type=Path, metavar="FILE")
            one.add_argument("--release", default="", metavar="VERSION", help="version, when the file name lacks it")
            if source in WHOLE:
                one.add_argument(
                    "--published", default="", metavar="DAY", help="when this edition came out: 2026-09-30"
                )
            if source in WHOLE and WHOLE[source].is_mapped:
                help_text = "which column of the file holds which of our fields; repeat it for each"
                one.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", help=help_text)
            one.add_argument("--plan", action="store_true", help="say what would change and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        start = monotonic()

        def progress(text: str) -> None:
            self.stderr.write(f"{monotonic() - start:6.1f} s  {text}")

        try:
            outcome = load_release(
                source=options["source"],
                files=_files(options["source"], options.get("files") or []),
                version=options["release"],
                published=_published(options.get("published", "")),
                columns=_columns(options.get("map", [])),
                plan_only=options["plan"],
                progress=progress,
            )
        except (BadInput, LoadingIsLocked, LoadFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(_lines(outcome)))


def _files(source: str, paths: list[Path]) -> list[Path]:
    """Return the files to read: of a source that comes in many pages a folder may be given, for the pages in it."""
    files: list[Path] = []
    for path in paths:
        if source in WHOLE and path.is_dir():
            pages = sorted(path.glob("*.json"))
            if not pages:
                raise CommandError(f"{path}: holds no JSON files. Give the folder that ./wending fetch made.")
            files += pages
        else:
            files.append(path)
    return files


def _published(raw: str) -> str:
    if raw and not _DAY.fullmatch(raw):
        raise CommandError(f"--published {raw} is no date: write 2026, 2026-09 or 2026-09-30.")
    return raw


def _columns(pairs: list[str]) -> dict[str, str]:
    """Return the mapping from our field to the column of the file."""
    columns: dict[str, str] = {}
    for pair in pairs:
        column, sign, field = pair.rpartition("=")
        if not (column and sign and field):
            raise CommandError(f"--map {pair} cannot be read: write it as column=field.")
        if field in columns:
            raise CommandError(f"--map gives {field} twice: {columns[field]} and {column}.")
        columns[field] = column
    return columns


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
