"""Django application of this domain. When a release becomes ready it makes the indexes, so that no visitor waits."""

import sys
from typing import Any

from django.apps import AppConfig


class OrientationConfig(AppConfig):
    name = "wending.orientation"
    label = "orientation"

    def ready(self) -> None:
        """Listen for new releases."""
        from wending.reference.actions import release_ready

        release_ready.connect(make_indexes_again, dispatch_uid="orientation.index")


def make_indexes_again(**signal: Any) -> None:
    """Make the indexes of the releases that are in force now, telling progress on stderr."""
    from wending.orientation.actions.index import make_indexes

    make_indexes(say=lambda line: print(line, file=sys.stderr, flush=True))
