"""Django application of this domain. When a release becomes ready it makes the indexes, so that no visitor waits. When
somebody signs in it keeps what they told without account."""

import sys
from typing import Any

from django.apps import AppConfig


class OrientationConfig(AppConfig):
    name = "wending.orientation"
    label = "orientation"

    def ready(self) -> None:
        """Listen for new releases, and for people who sign in."""
        from django.contrib.auth.signals import user_logged_in

        from wending.reference.actions import release_ready

        release_ready.connect(make_indexes_again, dispatch_uid="orientation.index")
        user_logged_in.connect(keep_what_was_told, dispatch_uid="orientation.kept")


def make_indexes_again(**signal: Any) -> None:
    """Make the indexes of the releases that are in force now, telling progress on stderr."""
    from wending.orientation.actions.index import make_indexes

    make_indexes(say=lambda line: print(line, file=sys.stderr, flush=True))


def keep_what_was_told(request: Any, user: Any, **signal: Any) -> None:
    """Keep with the account what this session told, and chose for a plan, before signing in."""
    from wending.accounts.queries.actors import actor_of
    from wending.orientation.actions.kept import keep_at_sign_in
    from wending.orientation.actions.plan import write_waiting

    if request is not None:
        keep_at_sign_in(by=request.session, person=user.pk)
        write_waiting(by=request.session, owner=actor_of(user))
