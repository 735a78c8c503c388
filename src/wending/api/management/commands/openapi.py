"""Writes the description of the API to the snapshot that is kept with the code, or prints it."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from wending.api.openapi import describe
from wending.api.root import api

SNAPSHOT = settings.ROOT / "docs" / "api" / "openapi.json"


def snapshot_text() -> str:
    """Return the description as the snapshot holds it: without what belongs to one installation."""
    described = describe(api)
    described["info"].pop("contact", None)
    return json.dumps(described, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


class Command(BaseCommand):
    """./wending openapi"""

    help = "Write the OpenAPI description to docs/api/openapi.json, or print it with --print."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = "Examples:\n  ./wending openapi\n  ./wending openapi --print"
        parser.add_argument("--print", action="store_true", help="print instead of writing the file")
        parser.add_argument("--to", type=Path, default=SNAPSHOT, metavar="FILE", help="where to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or print."""
        if options["print"]:
            self.stdout.write(snapshot_text(), ending="")
            return
        options["to"].parent.mkdir(parents=True, exist_ok=True)
        options["to"].write_text(snapshot_text(), encoding="utf-8")
        self.stderr.write(f"Wrote {options['to']}.")
