"""`routes`: the best ways from a profile in a file to an occupation."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from wending.kit.table import table
from wending.orientation.management.commands.match import NO_DATA, read_profile
from wending.orientation.queries.routes.answers import routes_answer
from wending.orientation.rules.route_wishes import WISHES, YEARS, read_wishes

EXAMPLES = """examples:
  routes --profile profile.json --to http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50
  routes --profile profile.json --diploma mbo-2 --wish met-inkomen --years 6 --format json \\
    --to http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50
  routes --profile - --without toets-21 --have mbo3-verzorgende --lang en \\
    --to http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50 < profile.json

The profile is that of match (match --schema prints the whole form). Chance is how much of what the work always asks one
can do at the end, times how well one meets the demands of each step: not the chance of a job. Unknown stays unknown.
"""


class Command(BaseCommand):
    help = "Find the best routes of at most four steps from a profile to an occupation. Keeps nothing."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--profile", required=True, metavar="FILE", help="the profile as JSON; - reads input")
        parser.add_argument("--to", required=True, metavar="URI", help="the occupation to get to")
        parser.add_argument("--wish", action="append", default=[], choices=list(WISHES), help="what must be possible")
        parser.add_argument("--years", choices=[str(years) for years in YEARS], default="", help="the longest time")
        parser.add_argument("--diploma", default="", metavar="LEVEL", help="the level held, as mbo-2; geen for none")
        parser.add_argument("--without", action="append", default=[], metavar="ID", help="a step that is not wanted")
        parser.add_argument("--have", action="append", default=[], metavar="ID", help="a programme that was done")
        parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print (table)")
        parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="language of the labels (nl)")

    def handle(self, *args: Any, **options: Any) -> None:
        told = read_profile(options["profile"])
        names = {"wish": "wens", "without": "zonder", "have": "heb"}
        raw = {name: options[option] for option, name in names.items()}
        wishes = read_wishes({**raw, "jaren": [options["years"]], "diploma": [options["diploma"]]})
        try:
            with translation.override(options["lang"]):
                found = routes_answer(
                    told.profile(), told.education.level or "", options["to"], wishes, options["lang"]
                )
        except KeyError as error:
            raise CommandError(f"Not an occupation in the data in force: {options['to']}") from error
        except LookupError as error:
            raise CommandError(NO_DATA) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        if found["inTheWay"]:
            self.stderr.write("No route with these wishes. In the way: " + "; ".join(map(str, found["inTheWay"])))
        self.stdout.write(
            table(["best in", "months", "euro", "chance", "steps"], [_row(one) for one in found["routes"]])
        )


def _row(route: dict[str, Any]) -> tuple[object, ...]:
    return (
        ", ".join(route["best"]),
        _told(route["months"]),
        _told(route["cost"]),
        route["chance"],
        " > ".join(step["label"] for step in route["steps"]) or "(begin at once)",
    )


def _told(amount: dict[str, Any]) -> str:
    return f"{amount['known']:.0f}" + (f" + {amount['unknownSteps']} unknown" if amount["unknownSteps"] else "")
