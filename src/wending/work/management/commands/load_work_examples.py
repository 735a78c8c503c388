"""./wending load_work_examples: a made-up firm to look along with in a trial."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wending.work.actions.example import make_example_firm
from wending.work.actions.example_change import make_example_change
from wending.work.actions.example_growth import make_example_growth


class Command(BaseCommand):
    help = "Makes a made-up firm of twelve with tasks and a proposed rotation; never in production."

    def handle(self, **options: Any) -> None:
        """Make what is missing, and say so."""
        if settings.IS_PRODUCTION:
            raise CommandError("Examples are for a trial: this site is in production (WENDING_MODE).")
        self.stdout.write("made the example firm" if make_example_firm() else "the example firm is there already")
        self.stdout.write("made example change" if make_example_change() else "example change is there already")
        self.stdout.write("made example growth" if make_example_growth() else "example growth is there already")
