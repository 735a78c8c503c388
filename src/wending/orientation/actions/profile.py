"""Writes to the profile of a session. The session is the person: nothing else identifies or stores it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.contrib.sessions.backends.base import SessionBase

from wending.orientation.actions.share import revoke_all_shares
from wending.orientation.queries.profile import SESSION_KEY, session_profile
from wending.orientation.rules.profile import SessionProfile, Skill, Wishes, Work
from wending.orientation.rules.study import Study


def save_profile(*, by: SessionBase, profile: SessionProfile) -> None:
    """Keep this profile in the session."""
    by[SESSION_KEY] = profile.to_json()


def add_work(*, by: SessionBase, uri: str, years: int = 2, years_ago: int = 0) -> None:
    """Add work someone did, or change it when it was there."""
    save_profile(by=by, profile=session_profile(by).with_work(Work(uri, years, years_ago)))


def remove_work(*, by: SessionBase, uri: str) -> None:
    """Remove work someone added."""
    save_profile(by=by, profile=session_profile(by).without_work(uri))


def remove_skill(*, by: SessionBase, uri: str) -> None:
    """Remove a skill, and remember that past work does not give it either."""
    save_profile(by=by, profile=session_profile(by).without_skill(uri))


def save_skills(*, by: SessionBase, shown: Iterable[str], levels: Mapping[str, int], source: str) -> None:
    """Keep which of the shown skills someone has, and how well; a shown skill without a level is removed."""
    profile = session_profile(by)
    for uri in shown:
        profile = profile.with_skill(Skill(uri, levels[uri], source)) if uri in levels else profile.without_skill(uri)
    save_profile(by=by, profile=profile)


def save_outside(*, by: SessionBase, activities: Iterable[str]) -> None:
    """Keep what someone does outside work."""
    save_profile(by=by, profile=replace(session_profile(by), outside=tuple(activities)))


def save_education(*, by: SessionBase, level: str, field: str) -> None:
    """Keep the education someone finished; empty words mean not told."""
    save_profile(by=by, profile=replace(session_profile(by), education_level=level, education_field=field))


def save_interests(*, by: SessionBase, tiles: Iterable[str]) -> None:
    """Keep what someone likes."""
    save_profile(by=by, profile=replace(session_profile(by), interests=tuple(tiles)))


def save_wishes(*, by: SessionBase, wishes: Wishes) -> None:
    """Keep what someone seeks in work."""
    save_profile(by=by, profile=replace(session_profile(by), wishes=wishes))


def save_study(*, by: SessionBase, study: Study) -> None:
    """Keep what someone told about learning."""
    save_profile(by=by, profile=replace(session_profile(by), study=study))


def add_from_text(*, by: SessionBase, occupations: Iterable[str], skills: Iterable[str]) -> None:
    """Add what someone confirmed from their text; what was there already keeps its years and level."""
    profile = session_profile(by)
    known = {work.uri for work in profile.work} | {skill.uri for skill in profile.skills}
    for uri in occupations:
        profile = profile if uri in known else profile.with_work(Work(uri))
    for uri in skills:
        profile = profile if uri in known else profile.with_skill(Skill(uri, source="text"))
    save_profile(by=by, profile=profile)


def delete_profile(*, by: SessionBase) -> None:
    """Delete all of it: what was told, the links that were shared, the session itself and with it the cookie."""
    revoke_all_shares(by=by)
    by.flush()
