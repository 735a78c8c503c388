"""Prints who may come to which address."""

from typing import Any

from django.core.management.base import BaseCommand

from wending.web.access import table

HEAD = """# Who may come where

Made from the guards on the views by `./wending access > docs/access.md`; a test tries every role on every address, and
fails on an address without a guard. What is within a page is scoped again by who asks.

- `everyone`: public, without account. Pages of a profile without account show each session its own.
- `link`: whoever holds the unguessable link, until it is over or withdrawn.
- `own`: somebody signed in, about themselves.
- a role: somebody who acts in that role for an organisation now; all but learner and employee with a second factor.
"""


class Command(BaseCommand):
    help = "Prints the table of addresses and who may come there, as in docs/access.md."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{HEAD}\n{table()}")
