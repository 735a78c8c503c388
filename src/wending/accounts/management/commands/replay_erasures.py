"""Erases again, after an older backup was put back, everyone who was erased since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wending.accounts.actions.erase import replay_erasures


class Command(BaseCommand):
    help = "Erases again everyone on a list of ./wending erasures, after a backup was put back; safe to run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="list made by ./wending erasures")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open() as lines:
                erased, listed = replay_erasures(lines=lines)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise CommandError(f"{path}: {error}. Give the file that ./wending erasures printed.") from error
        self.stdout.write(f"erased again: {erased}, of {listed} on the list")
