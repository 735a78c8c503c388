"""`fetch cbs TABLE`: downloads a table of CBS open data into files that `load` reads."""

import argparse
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.reference.actions.fetch_table import fetch_table
from wending.reference.sources.cbs.fetch import V3, V4, FetchFailed

EXAMPLES = f"""examples:
  ./wending fetch cbs 85517NED                       hourly wages, for: load cbs-wages
  ./wending fetch cbs 85276NED --filter "Geslacht eq 'T001038' and Persoonskenmerken eq 'T009002'"
  ./wending fetch cbs 86247NED --v4 --to downloads   municipalities and regions of 2026, for: load cbs-regions

Run it again after an interruption: pages that came in are kept. Addresses: {V3} and,
with --v4, {V4}.
"""
# Tables whose use is known; any other is loaded under the name that fits it.
_SOURCES = {"85517NED": "cbs-wages", "85276NED": "cbs-jobs", "70072NED": "cbs-regions", "86247NED": "cbs-regions"}


class Command(BaseCommand):
    help = "Fetch a table of open data over the network and save its pages as files that load reads."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("publisher", choices=["cbs"])
        parser.add_argument("table", metavar="TABLE", help="number of the table, for example 85517NED")
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="where the folder of the table comes")
        parser.add_argument("--base", default="", metavar="URL", help="another server, up to the number of the table")
        parser.add_argument("--v4", action="store_true", help="use version 4 of the open data of CBS")
        parser.add_argument("--filter", default="", metavar="ODATA", help="fetch a part of the data only")

    def handle(self, *args: Any, **options: Any) -> None:
        start = monotonic()

        def progress(text: str) -> None:
            self.stderr.write(f"{monotonic() - start:6.1f} s  {text}")

        try:
            fetched = fetch_table(
                table=options["table"],
                to=options["to"],
                base=options["base"],
                is_v4=options["v4"],
                condition=options["filter"],
                progress=progress,
            )
        except FetchFailed as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'a file'} cannot be written ({error.strerror}).") from error
        source = _SOURCES.get(options["table"].upper(), "SOURCE")
        day = fetched.modified
        edition = f"--release {day} --published {day}" if day else "--release DAY"
        self.stdout.write(f"{fetched.title or options['table']}: {fetched.pages} pages in {fetched.folder}")
        self.stdout.write(f"Load it with: ./wending load {source} {fetched.folder} {edition}")
