"""`match`: occupations that fit a profile in a file, with the reasons."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from pydantic import ValidationError

from wending.engine.fit import BOTH, SOURCES
from wending.kit.table import table
from wending.orientation.queries.matches import Matches, matches
from wending.orientation.rest.answers import matches_out
from wending.orientation.rules.profile_file import ProfileFile

NO_DATA = "No reference data is loaded. Run first: load catalogue (or load esco FILE.zip)"
EXAMPLES = """examples:
  match --profile profile.json
  match --profile profile.json --limit 5 --format json --sources esco
  match --profile - --lang en < profile.json
  match --schema

A profile, in which everything may be absent (--schema prints the whole form):
  {"skills": [{"uri": "http://data.europa.eu/esco/skill/...", "level": 0.8, "certainty": 1}],
   "occupations": [{"uri": "http://data.europa.eu/esco/occupation/...", "years": 4, "yearsAgo": 1}],
   "education": {"level": "4", "field": "09"},
   "interests": {"R": 10, "I": 20, "A": 5, "S": 30, "E": 15, "C": 10},
   "preferences": {"avoid": ["lifting"], "sectorWish": "leave"},
   "weights": {"interests": 0.3}}
The result informs; it decides nothing.
"""


class Command(BaseCommand):
    help = "Rank occupations for a profile and say what fits, what is missing and how big the step is. Keeps nothing."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--profile", metavar="FILE", help="the profile as JSON; - reads standard input")
        what.add_argument("--schema", action="store_true", help="print the JSON Schema of a profile and stop")
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many at most (20)")
        parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print (table)")
        parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="language of the labels (nl)")
        parser.add_argument("--diversify", type=float, default=0.0, metavar="0..1", help="how varied (0)")
        parser.add_argument("--sources", choices=SOURCES, default=BOTH, help=f"what the ranking may use ({BOTH})")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(ProfileFile.model_json_schema(), ensure_ascii=False, indent=2))
            return
        if options["limit"] < 1 or not 0 <= options["diversify"] <= 1:
            raise CommandError("--limit must be 1 or more, and --diversify from 0 to 1.")
        told = read_profile(options["profile"])
        try:
            found = matches(
                told.profile(),
                told.engine_weights(),
                lang=options["lang"],
                limit=options["limit"],
                diversify=options["diversify"],
                sources=options["sources"],
            )
        except LookupError as error:
            raise CommandError(NO_DATA) from error
        if found.unknown:
            raise CommandError("Not in the data in force:\n  " + "\n  ".join(found.unknown))
        if options["format"] == "table":
            self.stdout.write(_table(found))
            return
        with translation.override(options["lang"]):
            answer = matches_out(found, options["sources"])
        self.stdout.write(answer.model_dump_json(by_alias=True, indent=2))


def read_profile(name: str) -> ProfileFile:
    """Return the profile in a file, or on standard input for -; raise CommandError that says where it is wrong."""
    place = "standard input" if name == "-" else name
    try:
        raw = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        return ProfileFile.model_validate(json.loads(raw))
    except OSError as error:
        raise CommandError(f"Cannot read {place}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{place} is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise CommandError(f"{place}, line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise CommandError(f"{place} is nested too deeply to be a profile.") from error
    except ValidationError as error:
        wrong = [
            f"  {'.'.join(str(step) for step in fault['loc']) or 'profile'}: {fault['msg']}" for fault in error.errors()
        ]
        raise CommandError(f"{place} is not a profile:\n" + "\n".join(wrong)) from error


def _table(found: Matches) -> str:
    rows = []
    for match in found.matches:
        missing = [found.names.skills.get(skill.needed) for skill in match.missing if skill.is_essential]
        rows.append(
            (
                match.place,
                match.total,
                match.confidence,
                match.effort.value,
                found.names.occupations[match.occupation].text,
                "; ".join(name.text for name in missing[:3] if name),
            )
        )
    return table(["place", "fit", "confidence", "effort", "occupation", "first missing essentials"], rows)
