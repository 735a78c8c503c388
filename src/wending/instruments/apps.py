"""Django application of this domain. At sign-in it takes over what a visitor filled in before."""

from typing import Any

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "wending.instruments"
    label = "instruments"

    def ready(self) -> None:
        """Listen for people who sign in or make an account."""
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.connect(take_over, dispatch_uid="instruments.take_over")


def take_over(sender: Any, request: Any, user: Any, **signal: Any) -> None:
    """Keep what was filled in before signing in with the account."""
    from wending.accounts.queries.actors import actor_of
    from wending.instruments.actions.sittings import keep_sittings

    if request is not None:
        keep_sittings(by=actor_of(user), session=request.session)
