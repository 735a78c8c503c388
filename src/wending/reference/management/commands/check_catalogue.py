"""`check catalogue`: counts what the embedded catalogue holds and tells every mistake in it by file and line.

The launcher turns `check catalogue` into this command: `check` alone is Django's own, which looks at settings.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.reference.actions.read_sources import CATALOGUE
from wending.reference.sources.catalogue.check import findings, tally

EXAMPLES = """examples:
  ./wending check catalogue
  ./wending check catalogue --format json
  ./wending check catalogue --folder my-files       another folder, laid out as sources/catalogue/files

The exit code is 0 only when there are no findings. Needs no database.
"""


class Command(BaseCommand):
    help = "Count what the embedded catalogue holds and tell every mistake in it by file and line."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["table", "json"], default="table")
        parser.add_argument("--folder", type=Path, default=CATALOGUE, help="default: the catalogue in the package")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not (folder / "occupations").is_dir() or not (folder / "education" / "programmes").is_dir():
            raise CommandError(f"{folder} is no catalogue: it needs the folders occupations and education/programmes.")
        try:
            found, counts = findings(folder), tally(folder)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read ({error.strerror}).") from error
        if options["format"] == "json":
            told = {"counts": counts, "findings": [asdict(finding) for finding in found]}
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
        else:
            width = max(map(len, counts), default=0)
            self.stdout.write("\n".join(f"{name:<{width}}  {count}" for name, count in counts.items()))
            for finding in found:
                self.stdout.write(f"{finding.file}:{finding.line}: {finding.what} {finding.mend}")
            self.stdout.write(f"{len(found)} findings.")
        if found:
            sys.exit(1)
