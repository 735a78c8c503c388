"""`load instrument FOLDER|ZIP`: brings a questionnaire of a professional in use, or with --plan tells what is wrong.

The launcher turns `load instrument` into this command: `load` itself brings reference data.
"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.instruments.actions.editions import add_instrument
from wending.instruments.sources.questionnaire.archive import read_folder, read_zip
from wending.instruments.sources.questionnaire.parse import Refused
from wending.ledger.rules.actor import SYSTEM
from wending.reference.rules.records import BadInput

EXAMPLES = """examples:
  ./wending load instrument my-questionnaire --plan     says what is wrong or would change, writes nothing
  ./wending load instrument my-questionnaire            brings it in use, whole or not at all
  ./wending load instrument my-questionnaire.zip

What the files are and which columns they have: docs/sources/instruments.md.
"""


class Command(BaseCommand):
    help = "Bring a questionnaire in use from its files, checked; older versions stay for who filled them in."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FOLDER|ZIP")
        parser.add_argument("--plan", action="store_true", help="say what would change and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        try:
            files = read_folder(path) if path.is_dir() else read_zip(path.name, path.read_bytes())
            added = add_instrument(by=SYSTEM, files=files, plan_only=options["plan"])
        except OSError as error:
            raise CommandError(f"{path} cannot be read ({error.strerror}).") from error
        except (BadInput, Refused) as error:
            raise CommandError(f"{error}\nNothing was changed.") from error
        one = added.instrument
        name = f"{one.id} {one.version}: {len(one.items)} items, {len(one.scales)} scales"
        for remark in added.remarks:
            self.stderr.write(f"{remark.file}, line {remark.line}: {remark.what} {remark.mend}")
        if not added.is_new:
            self.stdout.write(f"{name}, is in use already: nothing changed.")
        elif options["plan"]:
            before = f", in the place of {added.before}" if added.before else ""
            self.stdout.write(f"Plan for {name}: this would come in use{before}. Nothing was written.")
        else:
            self.stdout.write(f"{name}, is in use.")
