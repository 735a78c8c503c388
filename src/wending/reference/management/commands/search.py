"""`search`: finds occupations and skills by what people type, in Dutch and English."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wending.kit.table import table
from wending.reference.queries.releases import framework
from wending.reference.queries.search import search

EXAMPLES = """examples:
  search timmerman
  search "bejaarden verzorgen" --kind occupation --limit 5
  search "teach children" --kind skill --lang en --format json

With --format json the result is a list of {"uri": ..., "label": ..., "score": ...}, the best first.
"""


class Command(BaseCommand):
    help = "Find occupations and skills by what people type. The first search after a load makes an index."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", metavar="TEXT", help="what someone types")
        parser.add_argument("--kind", choices=["occupation", "skill"], help="only occupations or only skills")
        parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="language of the labels (nl)")
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="how many at most (10)")
        parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print (table)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        if framework() is None:
            raise CommandError("No reference data is loaded. Run first: load catalogue (or load esco FILE.zip)")
        hits = search(options["text"], options["kind"], options["lang"], options["limit"])
        if options["format"] == "json":
            found = [{"uri": hit.uri, "label": hit.label, "score": hit.score} for hit in hits]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        rows = [(hit.score, hit.kind, hit.label, hit.uri) for hit in hits]
        self.stdout.write(table(["score", "kind", "label", "uri"], rows) if rows else "Nothing found.")
