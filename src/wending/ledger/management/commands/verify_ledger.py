"""Checks that no entry of the ledger was changed or taken away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.ledger.queries.chains import all_faults, root_now


class Command(BaseCommand):
    help = (
        "Checks every chain of the ledger and prints its root, to keep elsewhere; "
        "--root HASH compares with one that was kept when nothing was added since. Faults make it fail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", default="", help="a root that was kept elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for fault in all_faults():
            self.stdout.write(fault)
            faults += 1
        root = root_now()
        self.stdout.write(f"root {root}")
        if options["root"] and options["root"] != root:
            raise CommandError("the root is another: entries were added since it was kept, or the ledger was rewritten")
        if faults:
            raise CommandError(f"{faults} chains are not whole")
