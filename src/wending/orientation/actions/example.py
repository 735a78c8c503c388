"""Puts a made-up person in the session, to look at the pages with their eyes."""

from django.contrib.sessions.backends.base import SessionBase

from wending.accounts.queries.actors import owner_of
from wending.orientation.actions.profile import delete_profile, save_profile
from wending.orientation.queries.profile import session_profile
from wending.orientation.rules.examples import EXAMPLES


class OwnProfileInTheWay(Exception):
    """The session holds a profile of the visitor's own, and it was not said that it may go."""


def take_example(*, by: SessionBase, key: str, may_replace: bool = False) -> None:
    """Begin anew with the profile of an example. Raise KeyError for an unknown one, OwnProfileInTheWay before loss.

    Who is signed in loses nothing: their own profile is kept with their account meanwhile.
    """
    example = EXAMPLES[key]
    if owner_of(by) is not None:
        save_profile(by=by, profile=example.profile)
        return
    profile = session_profile(by)
    if not (profile.is_empty or profile.example or may_replace):
        raise OwnProfileInTheWay
    delete_profile(by=by)
    save_profile(by=by, profile=example.profile)
