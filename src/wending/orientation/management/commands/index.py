"""Makes the search and ranking indexes of the releases in force ready; the web server opens them from their files."""

from typing import Any

from django.core.management.base import BaseCommand

from wending.orientation.actions.index import make_indexes


class Command(BaseCommand):
    help = "Make the indexes for searching and ranking, when the data changed since. Example: ./wending index"

    def handle(self, *args: Any, **options: Any) -> None:
        """Make both, telling progress on stderr."""
        make_indexes(say=lambda line: self.stderr.write(line))
