"""Occupations for a profile that a program sends, and steps from an occupation: ranked, explained, with names.

For REST and the command line; the pages read the profile of a session (see `results`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wending.engine.fit import BOTH, FitIndex, Match, OwnSkill, Profile, Transition, Weights
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.person import SUGGESTED_CERTAINTY
from wending.reference.queries.names import Name, names
from wending.reference.queries.releases import ReleaseInfo, releases_in_force


@dataclass(frozen=True, slots=True)
class Names:
    """The names of everything an answer speaks of, by URI."""

    occupations: dict[str, Name]
    skills: dict[str, Name]
    groups: dict[str, Name]


@dataclass(frozen=True, slots=True)
class Matches:
    """Occupations for a person, best first. `unknown`: URIs in the profile that the data in force does not have."""

    matches: list[Match]
    names: Names
    unknown: tuple[str, ...]
    releases: list[ReleaseInfo]


@dataclass(frozen=True, slots=True)
class Transitions:
    """Steps from one occupation, best first."""

    origin: str
    transitions: list[Transition]
    names: Names
    releases: list[ReleaseInfo]


def matches(
    profile: Profile, weights: Weights, *, lang: str, limit: int = 20, diversify: float = 0.0, sources: str = BOTH
) -> Matches:
    """Return the best occupations for a profile, without those already done. Raise LookupError without data."""
    index = fit_index()
    if sources != BOTH:
        # Scores of interests and values are those of O*NET.
        profile = replace(profile, riasec=None, values=None)
    unknown = _unknown(index, profile)
    profile = with_skills_of_work(index, profile)
    allowed = index.allowed(exclude=[work.uri for work in profile.past])
    found = index.rank(profile, weights, limit, diversify, allowed, sources)
    return Matches(found, _names(found, lang), unknown, releases_used(sources))


def transitions(origin: str, *, lang: str, limit: int = 20, sources: str = BOTH) -> Transitions:
    """Return the best steps from an occupation. Raise KeyError for an unknown URI, LookupError without data."""
    found = fit_index().transitions(origin, limit, sources)
    return Transitions(origin, found, _names((step.match for step in found), lang, origin), releases_used(sources))


def all_transitions(*, limit: int = 20, sources: str = BOTH) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Yield per occupation its best steps as (URI, score), best first. Raise LookupError without data."""
    return fit_index().all_transitions(limit, sources)


def with_skills_of_work(index: FitIndex, profile: Profile) -> Profile:
    """Return the profile with the essential skills of past work that it does not name itself, as less certain.

    The same assumption as the pages make; a skill named with certainty 0 is one the person does not have.
    """
    named = {skill.uri for skill in profile.skills}
    known = [work.uri for work in profile.past if work.uri in index.occupation_numbers_]
    asked = [skill.uri for uri in known for skill in index.worker(uri).skills if skill.certainty == 1.0]
    guessed = [OwnSkill(uri, certainty=SUGGESTED_CERTAINTY) for uri in dict.fromkeys(asked) if uri not in named]
    return replace(profile, skills=(*profile.skills, *guessed))


def releases_used(sources: str) -> list[ReleaseInfo]:
    """Return the releases in force that a ranking from these sources rests on."""
    left_out = () if sources == BOTH else ("onet", "crosswalk")
    return [release for release in releases_in_force() if release.source not in left_out]


def _unknown(index: FitIndex, profile: Profile) -> tuple[str, ...]:
    skills = [skill.uri for skill in profile.skills if skill.uri not in index.skill_numbers_]
    work = [past.uri for past in profile.past if past.uri not in index.occupation_numbers_]
    field = [profile.field] if profile.field and profile.field not in index.skill_groups_ else []
    return (*skills, *work, *field)


def _names(found: Iterable[Match], lang: str, *occupations: str) -> Names:
    shown, skills, groups = set(occupations), set[str](), set[str]()
    for match in found:
        shown.add(match.occupation)
        skills |= {uri for skill in match.matched for uri in (skill.needed, skill.own)}
        skills |= {skill.needed for skill in match.missing}
        skills |= {match.counterfactual.skill} if match.counterfactual else set()
        groups |= {skill.group for skill in match.matched if skill.group}
    return Names(names("occupation", shown, lang), names("skill", skills, lang), names("skill_group", groups, lang))
