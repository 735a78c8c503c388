"""./wending load_effect_examples: a made-up research bureau with studies to look along with in a trial."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wending.effect.actions.example import make_example_bureau


class Command(BaseCommand):
    help = "Makes a made-up research bureau with a published study; never in production."

    def handle(self, **options: Any) -> None:
        """Make what is missing, and say so."""
        if settings.IS_PRODUCTION:
            raise CommandError("Examples are for a trial: this site is in production (WENDING_MODE).")
        self.stdout.write("made the example bureau" if make_example_bureau() else "the example bureau is there already")
