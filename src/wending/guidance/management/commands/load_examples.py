"""./wending load_examples: made-up people and places to look along with in a trial."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wending.guidance.actions.example_record import make_example_record
from wending.guidance.actions.examples import make_example_centre


class Command(BaseCommand):
    help = "Makes a made-up centre with professionals and a client, to look along with; never in production."

    def handle(self, **options: Any) -> None:
        """Make what is missing, and say so."""
        if settings.IS_PRODUCTION:
            raise CommandError("Examples are for a trial: this site is in production (WENDING_MODE).")
        self.stdout.write("made the example centre" if make_example_centre() else "the example centre is there already")
        self.stdout.write("made the example client" if make_example_record() else "the example client is there already")
