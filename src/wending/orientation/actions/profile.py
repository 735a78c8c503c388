"""Writes to a profile: of a visitor in their session, of somebody signed in with their account."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from wending.accounts.queries.actors import owner_of
from wending.dossier.queries.skills import levels_held
from wending.orientation.actions.share import revoke_all_shares
from wending.orientation.models import KeptProfile
from wending.orientation.queries.profile import SESSION_KEY, session_profile
from wending.orientation.rules.profile import SessionProfile, Skill, Wishes, Work
from wending.orientation.rules.profile_dossier import without_dossier
from wending.orientation.rules.study import Study

Change = Callable[[SessionProfile], SessionProfile]


def save_profile(*, by: SessionBase, profile: SessionProfile) -> None:
    """Keep this profile, whatever was there."""
    change_profile(by=by, change=lambda _old: profile)


@transaction.atomic
def change_profile(*, by: SessionBase, change: Change) -> None:
    """Change a profile where it is kept. Two devices of one person wait for each other: no change is lost."""
    owner = owner_of(by)
    if owner is not None:
        # The row is there and locked before it is read.
        KeptProfile.objects.select_for_update().get_or_create(person_id=owner.me)
    new = change(session_profile(by))
    if owner is None or new.example:
        by[SESSION_KEY] = new.to_json()
        return
    by.pop(SESSION_KEY, None)
    row = KeptProfile.objects.get(person_id=owner.me)
    row.content = without_dossier(new, levels_held(owner)).to_json()
    row.before, row.version = None, row.version + 1
    row.save()


def add_work(*, by: SessionBase, uri: str, years: int = 2, years_ago: int = 0) -> None:
    """Add work someone did, or change it when it was there."""
    change_profile(by=by, change=lambda profile: profile.with_work(Work(uri, years, years_ago)))


def remove_work(*, by: SessionBase, uri: str) -> None:
    """Remove work someone added."""
    change_profile(by=by, change=lambda profile: profile.without_work(uri))


def remove_skill(*, by: SessionBase, uri: str) -> None:
    """Remove a skill, and remember that past work does not give it either."""
    change_profile(by=by, change=lambda profile: profile.without_skill(uri))


def save_skills(*, by: SessionBase, shown: Iterable[str], levels: Mapping[str, int], source: str) -> None:
    """Keep which of the shown skills someone has, and how well; a shown skill without a level is removed."""

    def change(profile: SessionProfile) -> SessionProfile:
        for uri in shown:
            has_it = uri in levels
            profile = profile.with_skill(Skill(uri, levels[uri], source)) if has_it else profile.without_skill(uri)
        return profile

    change_profile(by=by, change=change)


def save_outside(*, by: SessionBase, activities: Iterable[str]) -> None:
    """Keep what someone does outside work."""
    change_profile(by=by, change=lambda profile: replace(profile, outside=tuple(activities)))


def save_education(*, by: SessionBase, level: str, field: str) -> None:
    """Keep the education someone finished; empty words mean not told."""
    change_profile(by=by, change=lambda profile: replace(profile, education_level=level, education_field=field))


def save_interests(*, by: SessionBase, tiles: Iterable[str]) -> None:
    """Keep what someone likes."""
    change_profile(by=by, change=lambda profile: replace(profile, interests=tuple(tiles)))


def save_wishes(*, by: SessionBase, wishes: Wishes) -> None:
    """Keep what someone seeks in work."""
    change_profile(by=by, change=lambda profile: replace(profile, wishes=wishes))


def save_study(*, by: SessionBase, study: Study) -> None:
    """Keep what someone told about learning."""
    change_profile(by=by, change=lambda profile: replace(profile, study=study))


def add_from_text(*, by: SessionBase, occupations: Iterable[str], skills: Iterable[str]) -> None:
    """Add what someone confirmed from their text; what was there already keeps its years and level."""

    def change(profile: SessionProfile) -> SessionProfile:
        known = {work.uri for work in profile.work} | {skill.uri for skill in profile.skills}
        for uri in occupations:
            profile = profile if uri in known else profile.with_work(Work(uri))
        for uri in skills:
            profile = profile if uri in known else profile.with_skill(Skill(uri, source="text"))
        return profile

    change_profile(by=by, change=change)


def delete_profile(*, by: SessionBase) -> None:
    """Delete all that was told, and the links that were shared; of a visitor the session itself, with its cookie.

    Somebody signed in stays signed in, and stopping with a made-up person leaves their own profile as it is.
    """
    owner = owner_of(by)
    if owner is None:
        revoke_all_shares(by=by)
        by.flush()
    elif session_profile(by).example:
        by.pop(SESSION_KEY, None)
    else:
        revoke_all_shares(by=by)
        by.pop(SESSION_KEY, None)
        KeptProfile.objects.filter(person_id=owner.me).delete()
