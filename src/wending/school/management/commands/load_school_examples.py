"""./wending load_school_examples: a made-up school to look along with in a trial."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wending.school.actions.example import make_example_school
from wending.school.actions.example_class import make_example_class
from wending.school.actions.example_line import make_example_line
from wending.school.actions.example_outside import make_example_outside


class Command(BaseCommand):
    help = "Makes a made-up school with classes, staff and a learner, to look along with; never in production."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        """Make what is missing, and say so."""
        if settings.IS_PRODUCTION:
            raise CommandError("Examples are for a trial: this site is in production (WENDING_MODE).")
        self.stdout.write("made the example school" if make_example_school() else "the example school is there already")
        self.stdout.write("made its visits" if make_example_outside() else "its visits are there already")
        self.stdout.write("made its line" if make_example_line() else "its line is there already")
        self.stdout.write("made its work and talks" if make_example_class() else "its work and talks are there already")
