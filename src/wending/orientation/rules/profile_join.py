"""Two profiles of one person become one, for who told something without account and then signs in.

Terms: *older* is what the account kept, *newer* what was told since, without account. Nothing is lost: lists are
joined, and where only one answer can be, the newer stands; those questions are named, so that someone can be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wending.orientation.rules.profile import (
    MOST_DECLINED,
    MOST_SKILLS,
    MOST_VALUES,
    MOST_WORK,
    SessionProfile,
    Skill,
    Wishes,
    Work,
)
from wending.orientation.rules.study import Study, study_from_json

# What a question holds while it was not answered.
_NO_SECTOR, _NO_DISTANCE = Wishes().sector, Study().distance


@dataclass(frozen=True, slots=True)
class Joined:
    """The joined profile, and of which questions the older answer gave way to the newer."""

    profile: SessionProfile
    gave_way: tuple[str, ...] = ()


def joined(older: SessionProfile, newer: SessionProfile) -> Joined:
    """Join two profiles: each work and skill of both is there (up to the limits, the newer first).

    A skill that one of them has and the other declined is there: not ticking it once is no reason to lose it.
    """
    gave_way: list[str] = []

    def one(question: str, old: str, new: str, unanswered: str = "") -> str:
        if unanswered not in (old, new) and old != new:
            gave_way.append(question)
        return old if new == unanswered else new

    work = {one.uri: one for one in (*older.work, *newer.work)}
    skills = {one.uri: one for one in (*older.skills, *newer.skills)}
    if _differ(older.work, newer.work) or len(work) > MOST_WORK:
        gave_way.append("work")
    if _differ(older.skills, newer.skills) or len(skills) > MOST_SKILLS:
        gave_way.append("skills")
    declined = tuple(uri for uri in _union(older.declined, newer.declined) if uri not in skills)
    profile = SessionProfile(
        work=tuple(work[uri] for uri in _union(_uris(newer.work), _uris(older.work)))[:MOST_WORK],
        skills=tuple(skills[uri] for uri in _union(_uris(newer.skills), _uris(older.skills)))[:MOST_SKILLS],
        declined=declined[-MOST_DECLINED:],
        outside=_union(newer.outside, older.outside),
        education_level=one("education_level", older.education_level, newer.education_level),
        education_field=one("education_field", older.education_field, newer.education_field),
        interests=_union(newer.interests, older.interests),
        wishes=Wishes(
            values=_union(newer.wishes.values, older.wishes.values)[:MOST_VALUES],
            sector=one("sector", older.wishes.sector, newer.wishes.sector, _NO_SECTOR),
            hours=newer.wishes.hours or older.wishes.hours,
            avoided=_union(newer.wishes.avoided, older.wishes.avoided),
        ),
    )
    if len(_union(newer.wishes.values, older.wishes.values)) > MOST_VALUES:
        gave_way.append("values")
    if older.wishes.hours and newer.wishes.hours and older.wishes.hours != newer.wishes.hours:
        gave_way.append("hours")
    old, new = older.study, newer.study
    if set(old.liked) & set(new.disliked) or set(old.disliked) & set(new.liked):
        gave_way.append("subjects")
    study = {
        "level": one("level", old.level, new.level),
        "liked": (*new.liked, *(subject for subject in old.liked if subject not in new.disliked)),
        "disliked": (*new.disliked, *(subject for subject in old.disliked if subject not in new.liked)),
        "ways": (*new.ways, *old.ways),
        "region": one("region", old.region, new.region),
        "distance": one("distance", old.distance, new.distance, _NO_DISTANCE),
    }
    return Joined(replace(profile, study=study_from_json(study)), tuple(gave_way))


def _union(first: Iterable[str], then: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))


def _uris(items: Iterable[Work | Skill]) -> list[str]:
    return [item.uri for item in items]


def _differ(older: Iterable[Work | Skill], newer: Iterable[Work | Skill]) -> bool:
    """Return whether both know something and say it differently; where it was told does not matter."""
    known = {item.uri: _said(item) for item in older}
    return any(item.uri in known and known[item.uri] != _said(item) for item in newer)


def _said(item: Work | Skill) -> tuple[int, ...]:
    return (item.years, item.years_ago) if isinstance(item, Work) else (item.level,)
