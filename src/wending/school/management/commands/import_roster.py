"""./wending import_roster: brings the roster of a school in force, or tells what that would change."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from wending.ledger.rules.actor import SYSTEM
from wending.reference.rules.records import BadInput
from wending.school.actions.deliver import (
    RefusedDelivery,
    UnreadDelivery,
    apply_delivery,
    counted,
    doubled,
    drop_delivery,
    planned,
    read_delivery,
)
from wending.school.queries.roster_words import finding_words
from wending.school.rules.roster import Finding
from wending.school.rules.roster_plan import Plan
from wending.school.sources.layouts import Layout, layout_of
from wending.school.sources.table.mapping import ColumnMap, read_mapping

EXAMPLES = """examples:
  ./wending import_roster oneroster.zip --school 5a0c... --plan      says what would change, writes nothing
  ./wending import_roster leerlingen.csv personeel.csv --school 5a0c... --mapping school.toml
  ./wending import_roster antwoord.xml --school 5a0c... --whole learners --confirm-ending

The columns that are read: docs/sources (OneRoster, UWLR, rosters in CSV).
"""


class Command(BaseCommand):
    help = "Import the roster of a school, whole or not at all; importing it twice changes nothing."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--school", required=True, type=UUID, metavar="ID", help="number of the school here")
        parser.add_argument("--layout", type=Layout, choices=list(Layout), help="when the name does not tell")
        parser.add_argument("--mapping", type=Path, metavar="TOML", help="what the columns of a CSV export hold")
        whole = "of these the files name everybody: who is left out has left"
        parser.add_argument("--whole", nargs="+", choices=["learners", "staff"], default=[], help=whole)
        parser.add_argument("--plan", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--confirm-ending", action="store_true", help="many people end, and that is right")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, tell, and unless it is only a plan bring in force."""
        start = monotonic()

        def progress(text: str) -> None:
            self.stderr.write(f"{monotonic() - start:6.1f} s  {text}")

        try:
            files = [(path.name, path.read_bytes()) for path in options["files"]]
            layout = options["layout"] or layout_of(files[0][0])
            mapping = _mapping(options["mapping"], options["whole"])
            delivery = read_delivery(by=SYSTEM, layout=layout, files=files, mapping=mapping, school=options["school"])
            progress("read")
            known, steps = planned(by=SYSTEM, delivery=delivery, confirmed=options["confirm_ending"])
            self.stdout.write("\n".join(_lines(steps)))
            if alike := doubled(by=SYSTEM, delivery=delivery, known=known, steps=steps):
                self.stdout.write(f"added by hand and alike: {len(alike)}. Who joins them to the roster uses the page.")
            if options["plan"] or steps.refused:
                drop_delivery(by=SYSTEM, delivery=delivery.pk, school=options["school"])
            if options["plan"]:
                return
            if steps.refused:
                raise RefusedDelivery(steps)
            apply_delivery(
                by=SYSTEM,
                delivery=delivery.pk,
                confirm_ending=options["confirm_ending"],
                school=options["school"],
                progress=progress,
            )
        except (BadInput, OSError) as error:
            raise CommandError(str(error)) from error
        except PermissionDenied as error:
            raise CommandError(f"--school {options['school']} is no school here.") from error
        except UnreadDelivery as error:
            raise CommandError(f"{_words(error.finding)} Say what the columns hold with --mapping.") from error
        except RefusedDelivery as error:
            mend = " Look whether the files are whole, then give --confirm-ending." * error.plan.needs_confirmation
            raise CommandError(f"Nothing is changed: look at the findings.{mend}") from error
        progress("in force")


def _mapping(path: Path | None, whole: list[str]) -> ColumnMap:
    said = read_mapping(path.name, path.read_bytes()) if path else ColumnMap()
    return ColumnMap(said.school, said.year, said.whole | set(whole), said.ignore, said.columns)


def _lines(steps: Plan) -> Iterator[str]:
    """Yield what a plan changes and what was found, without names of people."""
    yield ", ".join(f"{name.replace('_', ' ')}: {number}" for name, number in counted(steps).items())
    for finding in steps.findings:
        yield f"{'REFUSED  ' if finding.grave else ''}{_words(finding)}"


def _words(finding: Finding) -> str:
    """Return a finding in English, as all that commands say, with where it is."""
    place = f"{finding.file}, line {finding.line}: " if finding.file else ""
    with override("en"):
        return place + finding_words(finding)
