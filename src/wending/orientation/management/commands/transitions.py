"""`transitions`: for an occupation, or for all, the occupations that are the best next step."""

import argparse
import json
import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.engine.fit import BOTH, SOURCES
from wending.kit.table import table
from wending.orientation.queries.matches import all_transitions, transitions

NO_DATA = "No reference data is loaded. Run first: load catalogue (or load esco FILE.zip)"
EXAMPLES = """examples:
  transitions --from http://data.europa.eu/esco/occupation/2a22ff9e-de3b-408d-b312-5034896cc4f4
  transitions --from http://data.europa.eu/esco/occupation/2a22ff9e-de3b-408d-b312-5034896cc4f4 --format jsonl
  transitions --all --limit 10 --sources esco --format jsonl

With --format jsonl there is one line per origin: {"from": uri, "to": [{"uri": ..., "score": ...}]}, the best first.
Scores are likeness of work from 0 to 1, not moves that people were seen to make.
"""


class Command(BaseCommand):
    help = "Rank the steps from one occupation, or from every occupation, to the others."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        origin = parser.add_mutually_exclusive_group(required=True)
        origin.add_argument("--from", dest="origin", metavar="URI", help="the occupation to start from")
        origin.add_argument("--all", action="store_true", help="every occupation in turn, printed as it is ready")
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many steps per origin (20)")
        parser.add_argument("--format", choices=["table", "jsonl"], help="how to print (table for one, jsonl for all)")
        parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="language of the labels (nl)")
        parser.add_argument("--sources", choices=SOURCES, default=BOTH, help=f"what the ranking may use ({BOTH})")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        try:
            if options["all"]:
                self._all(options)
            else:
                self._one(options)
        except KeyError as error:
            raise CommandError(f"Not an occupation in the data in force: {options['origin']}") from error
        except LookupError as error:
            raise CommandError(NO_DATA) from error
        except BrokenPipeError:
            # Whoever reads has enough, as with `| head`: stop without a word, also when Python closes the output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _one(self, options: dict[str, Any]) -> None:
        found = transitions(options["origin"], lang=options["lang"], limit=options["limit"], sources=options["sources"])
        if options["format"] == "jsonl":
            self.stdout.write(_line(found.origin, [(step.occupation, step.score) for step in found.transitions]))
            return
        names = found.names.occupations
        rows = [
            (step.place, step.score, step.match.effort.value, names[step.occupation].text, step.occupation)
            for step in found.transitions
        ]
        self.stderr.write(f"From {names[found.origin].text}:")
        self.stdout.write(table(["place", "score", "effort", "occupation", "uri"], rows))

    def _all(self, options: dict[str, Any]) -> None:
        origins = 0
        for origin, steps in all_transitions(limit=options["limit"], sources=options["sources"]):
            if options["format"] == "table":
                rows = [(place, score, uri) for place, (uri, score) in enumerate(steps, start=1)]
                self.stdout.write(f"From {origin}\n{table(['place', 'score', 'uri'], rows)}\n")
            else:
                self.stdout.write(_line(origin, steps))
            origins += 1
        self.stderr.write(f"{origins} origins.")


def _line(origin: str, steps: list[tuple[str, float]]) -> str:
    return json.dumps({"from": origin, "to": [{"uri": uri, "score": score} for uri, score in steps]})
