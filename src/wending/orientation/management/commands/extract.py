"""`extract`: proposes occupations and skills that a text or a document speaks of, each with its quote."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from wending.engine.text import Extraction
from wending.kit.documents import LARGEST_FILE, DocumentRefused, read_document
from wending.kit.table import table
from wending.orientation.queries.extraction import extraction
from wending.orientation.rest.extract import extraction_out

EXAMPLES = """examples:
  extract cv.txt
  extract cv.pdf --lang nl --format json
  extract - --lang en < vacancy.txt

Reads PDF, DOCX, ODT and TXT; - reads plain text from standard input. Nothing is kept. Proposals hold only when the
person confirms them; what somebody denies and standing phrases do not count.
"""


class Command(BaseCommand):
    help = "Propose occupations and skills from a text or a document, each with the words it rests on. Keeps nothing."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": EXAMPLES, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a document; - reads plain text from standard input")
        parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="language of the labels (nl)")
        parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print (table)")

    def handle(self, *args: Any, **options: Any) -> None:
        text = read_text(options["file"])
        try:
            found = extraction(text, options["lang"])
        except LookupError as error:
            raise CommandError(
                "No reference data is loaded. Run first: load catalogue (or load esco FILE.zip)"
            ) from error
        if options["format"] == "table":
            self.stdout.write(_table(found))
            return
        with translation.override(options["lang"]):
            self.stdout.write(json.dumps(extraction_out(found), ensure_ascii=False, indent=2))


def read_text(name: str) -> str:
    """Return the text of a document, or of standard input for -; raise CommandError with the reason if not."""
    try:
        if name == "-":
            return read_document(sys.stdin.buffer.read(LARGEST_FILE + 1), "standard-input.txt")
        with Path(name).open("rb") as file:
            return read_document(file.read(LARGEST_FILE + 1), name)
    except OSError as error:
        raise CommandError(f"Cannot read {name}: {error.strerror}.") from error
    except DocumentRefused as refused:
        raise CommandError(f"{'standard input' if name == '-' else name}: {refused}") from refused


def _table(found: Extraction) -> str:
    rows = [
        (kind, proposal.score, proposal.label, proposal.quote)
        for kind, proposals in (("occupation", found.occupations), ("skill", found.skills))
        for proposal in proposals
    ]
    return table(["kind", "score", "label", "quote"], rows) if rows else "Nothing found."
