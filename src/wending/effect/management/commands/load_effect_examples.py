"""./wending load_effect_examples: a made-up research bureau with studies, and made-up figures, for a trial."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wending.effect.actions.example import make_example_bureau
from wending.effect.actions.example_figures import make_example_figures


class Command(BaseCommand):
    help = "Makes a made-up research bureau with a published study; never in production."

    def handle(self, **options: Any) -> None:
        """Make what is missing, and say so."""
        if settings.IS_PRODUCTION:
            raise CommandError("Examples are for a trial: this site is in production (WENDING_MODE).")
        self.stdout.write("made the example bureau" if make_example_bureau() else "the example bureau is there already")
        self.stdout.write(f"made {make_example_figures(timezone.localdate())} tables of example figures")
