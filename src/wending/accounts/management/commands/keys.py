"""Makes keys, brings everything under the newest one, and tells what each key opens."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.accounts.actions.keys import count_by_key, rotate_keys
from wending.kit.keys import UnreadableError, new_key
from wending.kit.table import table


class Command(BaseCommand):
    help = (
        "`keys new` prints a fresh key for WENDING_FIELD_KEYS; `keys rotate` encrypts everything under the newest key; "
        "`keys check` tells how many values each key opens, and fails where none does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["new", "rotate", "check"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "new":
            self.stdout.write(new_key())
        elif options["act"] == "rotate":
            self._rotate()
        else:
            self._check()

    def _rotate(self) -> None:
        try:
            changed = rotate_keys(tell=lambda place, count: self.stderr.write(f"{place}: {count} encrypted anew"))
        except UnreadableError as error:
            raise CommandError(f"{error} What went before is done. Look with ./wending keys check.") from error
        self.stdout.write(f"encrypted anew: {changed}. Older keys may go when ./wending keys check shows 0 for them.")

    def _check(self) -> None:
        counts = count_by_key()
        numbers = sorted({number for counter in counts.values() for number in counter if number > 0} | {1})
        headings = ["where", *[f"key {number}" for number in numbers], "no key"]
        rows = [[place, *[c[number] for number in numbers], c[-1]] for place, c in sorted(counts.items())]
        self.stdout.write(table(headings, rows))
        lost = sum(counter[-1] for counter in counts.values())
        if lost:
            raise CommandError(f"{lost} values are opened by no key: put the missing key back (docs/keys.md)")
