"""Soft skills for a page: each with behaviours in steps that grow, and what was told of it over time."""

from dataclasses import dataclass
from datetime import date

from wending.dossier.queries.people_words import GIVERS
from wending.dossier.queries.skills import SkillShown
from wending.dossier.rules.people import Giver
from wending.dossier.sources.behaviours import behaviours


@dataclass(frozen=True, slots=True)
class Telling:
    """One moment of growth: own words, or those of somebody else (`by` says who; empty for oneself)."""

    moment: date
    words: str
    about: str
    by: str


@dataclass(frozen=True, slots=True)
class SoftSkill:
    """A soft skill, its behaviours per step, and its tellings, oldest first; none where nothing was told yet."""

    key: str
    uri: str
    name: str
    steps: tuple[tuple[int, tuple[str, ...]], ...]
    tellings: tuple[Telling, ...]


def soft_skills_shown(skills: list[SkillShown], lang: str) -> list[SoftSkill]:
    """Return all soft skills; those that somebody showed first, the most told of first."""
    told = {skill.uri: skill for skill in skills if skill.is_soft}
    shown = [
        SoftSkill(
            key,
            soft.uri,
            soft.name(lang),
            tuple((step, tuple(sentences)) for step, sentences in soft.sentences(lang)),
            growth(told[soft.uri]) if soft.uri in told else (),
        )
        for key, soft in behaviours().items()
    ]
    return sorted(shown, key=lambda soft: -len(soft.tellings))


def growth(skill: SkillShown) -> tuple[Telling, ...]:
    """Return what was told of a skill, oldest first: places of oneself, endorsements of others."""
    own = [Telling(place.moment, place.behaviour, place.title, "") for place in skill.places]
    others = [
        Telling(seen.given, seen.behaviour, "", f"{seen.giver_name} ({giver.lower()})" if seen.giver_name else giver)
        for seen in skill.seen
        for giver in [str(GIVERS[Giver(seen.giver)])]
    ]
    return tuple(sorted(own + others, key=lambda telling: telling.moment))
