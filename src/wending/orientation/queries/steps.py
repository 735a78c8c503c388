"""What the steps of a profile show: found work, suggested skills, skills from everyday activities."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from wending.engine.text import Hit, Kind
from wending.orientation.queries import words
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.profile import NamedWork, named_work, session_profile
from wending.orientation.rules.outside import skills_from
from wending.orientation.rules.profile import SessionProfile
from wending.reference.queries.occupations import occupation
from wending.reference.queries.search import search
from wending.reference.queries.skills import skills_of_occupations

FOUND, SUGGESTED, MOST_SUGGESTED = 8, 24, 240


@dataclass(frozen=True, slots=True)
class Found:
    """A search result, with another name when that is what was found."""

    name: Named
    also: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A skill to tick: its level when it is ticked, 0 when not; `because` says why it is proposed."""

    name: Named
    level: int
    because: str = ""

    @property
    def shown_level(self) -> int:
        """The level that the list shows: the middle one until it is ticked."""
        return self.level or 2


@dataclass(frozen=True, slots=True)
class WorkStep:
    """The step of work: found for the typed words, offered by the page someone came from, and added."""

    profile: SessionProfile
    q: str
    found: list[Found]
    offered: Named | None
    work: list[NamedWork]


@dataclass(frozen=True, slots=True)
class SkillsStep:
    """The step of skills: found for the typed words, and suggested by the work someone did."""

    profile: SessionProfile
    q: str
    found: list[Tick]
    suggestions: list[Tick]
    count: int
    has_more: bool

    @property
    def has_english(self) -> bool:
        """Whether a skill on the page has no name in Dutch."""
        return any(tick.name.lang == "en" for tick in [*self.found, *self.suggestions])


@dataclass(frozen=True, slots=True)
class OutsideStep:
    """The step of everyday activities, with the skills that those chosen lead to."""

    profile: SessionProfile
    ticks: list[Tick]

    @property
    def has_english(self) -> bool:
        """Whether a skill on the page has no name in Dutch."""
        return any(tick.name.lang == "en" for tick in self.ticks)


def work_step(session: SessionBase, lang: str, q: str, key: str = "") -> WorkStep:
    """Return the step of work for these typed words, or for the occupation with this key."""
    profile = session_profile(session)
    facts = occupation(key, lang) if key else None
    offered = Named(facts.uri, facts.key, facts.label, facts.lang) if facts else None
    return WorkStep(profile, q, found(q, "occupation", lang), offered, named_work(profile, lang))


def skills_step(session: SessionBase, lang: str, q: str, count: int) -> SkillsStep:
    """Return the step of skills with `count` suggestions."""
    profile = session_profile(session)
    hits = [hit.name for hit in found(q, "skill", lang, 12)]
    suggested = skills_of_occupations([work.uri for work in profile.work], lang, count + 1)
    names = [Named(skill.uri, skill.key, skill.label, skill.lang) for skill in suggested[:count]]
    shown = {name.uri for name in hits}
    return SkillsStep(
        profile=profile,
        q=q,
        found=_ticks(profile, hits),
        suggestions=_ticks(profile, [name for name in names if name.uri not in shown]),
        count=count,
        has_more=len(suggested) > count and count < MOST_SUGGESTED,
    )


def outside_step(session: SessionBase, lang: str) -> OutsideStep:
    """Return the step of everyday activities."""
    profile = session_profile(session)
    because = skills_from(profile.outside)
    known = named("skill", list(because), lang)
    reasons = {uri: str(words.ACTIVITIES[because[uri][0]]) for uri in known}
    return OutsideStep(profile, _ticks(profile, list(known.values()), reasons))


def found(q: str, kind: Kind, lang: str, limit: int = FOUND) -> list[Found]:
    """Return what search finds for typed words, with names; nothing for no words."""
    if not q.strip():
        return []
    hits = search(q, kind, "en" if lang == "en" else "nl", limit)
    known = named(kind, [hit.uri for hit in hits], lang)
    return [Found(known[hit.uri], _also(hit, known[hit.uri])) for hit in hits if hit.uri in known]


def _also(hit: Hit, name: Named) -> str:
    """Return the other name by which something was found, when that helps to recognise it."""
    if hit.matched_by != "words" or hit.matched_label.casefold() == name.text.casefold() or hit.kind == "skill":
        return ""
    return _("ook: %(name)s") % {"name": hit.matched_label}


def _ticks(profile: SessionProfile, names: Collection[Named], because: dict[str, str] | None = None) -> list[Tick]:
    levels = {skill.uri: skill.level for skill in profile.skills}
    return [Tick(name, levels.get(name.uri, 0), (because or {}).get(name.uri, "")) for name in names]
