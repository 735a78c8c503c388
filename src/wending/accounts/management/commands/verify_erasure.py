"""Shows the proof of an erasure by its code."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.accounts.queries.erasures import erasure_of


class Command(BaseCommand):
    help = "Shows when somebody was erased and how much went, by the code they got; never who."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")

    def handle(self, *args: Any, **options: Any) -> None:
        found = erasure_of(options["code"])
        if found is None:
            raise CommandError("no erasure has this code")
        self.stdout.write(json.dumps({"at": found.at.isoformat(), "counts": found.counts}, indent=1))
