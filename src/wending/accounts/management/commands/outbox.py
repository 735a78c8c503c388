"""Tells what the outbox holds, and lets mail that was given up be tried again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from wending.accounts.actions.mail import PAUSES, try_again
from wending.accounts.queries.outbox import outbox
from wending.kit.table import table


class Command(BaseCommand):
    help = "Tells how much mail waits, failed or was given up, and why; --retry lets what was given up be tried again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="try again what was given up")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            self.stdout.write(f"to be tried again: {try_again()}")
        held = outbox(len(PAUSES))
        rows: list[list[object]] = [
            ["waiting", held.waiting],
            ["failed for now", held.failed],
            ["given up", held.given_up],
            ["sent", held.sent],
        ]
        rows += [[f"  because of {reason}", count] for reason, count in held.reasons.items()]
        self.stdout.write(table(["mail", "count"], rows))
        if held.oldest:
            self.stdout.write(f"the oldest that was not sent is of {held.oldest:%Y-%m-%d %H:%M} UTC")
