"""Deletes shared results whose link has expired; safe to run as often as you like, for example each night."""

from typing import Any

from django.core.management.base import BaseCommand

from wending.orientation.actions.share import prune_shares


class Command(BaseCommand):
    help = "Delete shared results whose link has expired. Example: ./wending prune_shares"

    def handle(self, *args: Any, **options: Any) -> None:
        """Prune and say how many went."""
        self.stdout.write(f"{prune_shares()} expired shared results deleted")
