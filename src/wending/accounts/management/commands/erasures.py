"""Prints the list of erasures, to keep beside the backups."""

from typing import Any

from django.core.management.base import BaseCommand

from wending.accounts.actions.erase import erasures_lines


class Command(BaseCommand):
    help = "Prints the list of erasures, a line each and naming nobody: keep it beside the backups for replay_erasures."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in erasures_lines():
            self.stdout.write(line)
