"""`evaluate transitions`: how well the ranking agrees with experts, beside the rankings of other systems."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.engine.fit import SOURCES
from wending.kit.table import table
from wending.orientation.queries.quality import Quality, transition_quality
from wending.orientation.rules.experts import expert_gains

EXPERTS = settings.ROOT.parent / "shared" / "data" / "related-occupations-dev.csv"
EXAMPLES = """examples:
  evaluate transitions
  evaluate transitions --sources esco --format json
  evaluate transitions --expert related-occupations.csv

The list of experts is a CSV file with the columns onet_code, related_onet_code and tier (Primary-Short, Primary-Long).
Needs ESCO, O*NET and the crosswalk. nDCG at 10 and mean average precision, from 0 to 1: "tuned" are the origins that
choices were made on, "held out" those that were only measured. Relatedness is not an observed move.
"""


class Command(BaseCommand):
    help = "Print how well the ranking of steps agrees with what experts judged related, with rivals beside it."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["transitions"], help="what to evaluate")
        parser.add_argument("--expert", type=Path, default=EXPERTS, metavar="FILE", help="what experts judged (CSV)")
        parser.add_argument("--sources", choices=SOURCES, help="only our ranking from these sources (both)")
        parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print (table)")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["expert"]
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                gains = expert_gains(lines, str(file))
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}. Name the list with --expert FILE.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8 text.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        found = self._measure(gains, (options["sources"],) if options["sources"] else SOURCES)
        if options["format"] == "json":
            self.stdout.write(json.dumps([asdict(row) for row in found], indent=2))
            return
        rows = [(row.ranking, row.origins_in, row.origins, row.ndcg, row.average_precision) for row in found]
        self.stdout.write(table(["ranking", "origins", "n", "nDCG@10", "MAP"], rows))

    def _measure(self, gains: dict[str, dict[str, float]], sources: tuple[str, ...]) -> list[Quality]:
        start, found = monotonic(), []
        try:
            for row in transition_quality(gains, sources):
                found.append(row)
                self.stderr.write(f"{monotonic() - start:6.1f} s  {row.ranking}, {row.origins_in}")
        except LookupError as error:
            raise CommandError(f"{error}. Run first: load esco, load onet and load crosswalk.") from error
        if not any(row.origins for row in found):
            raise CommandError("None of the judged codes is reached by the crosswalk in force: nothing to measure.")
        return found
