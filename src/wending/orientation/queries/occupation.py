"""One occupation for a page: its facts with sources, where it leads, who does alike; and browsing all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.contrib.sessions.backends.base import SessionBase

from wending.engine.fit import Transition
from wending.orientation.queries import words
from wending.orientation.queries.cards import Asked, Card, cards
from wending.orientation.queries.courses import Smallest, smallest
from wending.orientation.queries.facts import Fact
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.levels import LevelRange, level_range
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.person import suggested_by_work
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.programmes import Learning, learning
from wending.orientation.queries.results import match_one
from wending.orientation.queries.steps import Found, found
from wending.orientation.queries.worth import Worth, pays, worth
from wending.orientation.rules.choices import Choices
from wending.orientation.rules.profile import SessionProfile
from wending.reference.queries.competentnl import CompetentOccupation, competent_occupations
from wending.reference.queries.names import names
from wending.reference.queries.occupations import ISCO_URI, OccupationDetail, OccupationItem, occupation, occupations
from wending.reference.queries.page import Page
from wending.reference.queries.releases import ReleaseInfo

STEPS_OUT, ALIKE, BROWSED, FOUND = 8, 6, 40, 30
PLAN_SKILLS = 10


@dataclass(frozen=True, slots=True)
class StepOut:
    """An occupation that this one leads to; `effort` is the key of its class, in words beside it."""

    name: Named
    effort: str
    effort_words: str


@dataclass(frozen=True, slots=True)
class OccupationView:
    """An occupation as its page shows it; `is_done` says that the visitor did this work, `competent` what CompetentNL
    says of it.
    """

    facts: OccupationDetail
    name: Named
    level: LevelRange | None
    leads_to: list[StepOut]
    elsewhere: list[StepOut]
    profile: SessionProfile
    is_done: bool
    sources: list[ReleaseInfo]
    interests: list[float]
    own_interests: list[float]
    learning: Learning
    competent: list[CompetentOccupation]
    worth: Worth

    @property
    def has_english(self) -> bool:
        """Whether a skill on the page has no name in Dutch."""
        return any(skill.lang == "en" for skill in [*self.facts.essential, *self.facts.optional])


@dataclass(frozen=True, slots=True)
class GapView:
    """What someone has and misses for an occupation; without a profile there is no card."""

    facts: OccupationDetail
    name: Named
    card: Card | None
    profile: SessionProfile
    guessed_from: list[Named]
    sources: list[ReleaseInfo]
    learning: Learning
    pay: Fact
    smallest: Smallest | None

    @property
    def plan_steps(self) -> list[str]:
        """What is missing and the courses that teach it, as a plan takes them over."""
        courses = [f"opleiding:{item.id}" for item in self.smallest.courses] if self.smallest else []
        missing = self.card.missing_essential[:PLAN_SKILLS] if self.card else []
        return [*(f"vaardigheid:{skill.name.uri}" for skill in missing), *courses]


@dataclass(frozen=True, slots=True)
class Group:
    """An ISCO-08 group to browse by."""

    code: str
    name: Named

    @property
    def title(self) -> str:
        """The name, of a major group in our own words."""
        return str(words.MAJOR_GROUPS.get(self.code, self.name.text))

    @property
    def hint(self) -> str:
        """Examples of what belongs to a major group."""
        return str(words.MAJOR_GROUP_HINTS.get(self.code, ""))


@dataclass(frozen=True, slots=True)
class BrowseView:
    """The page to search or browse occupations."""

    q: str
    code: str
    found: list[Found]
    groups: list[Group]
    above: list[Group]
    listed: Page[OccupationItem] | None
    page: int

    @property
    def has_next(self) -> bool:
        """Whether the list goes on."""
        return self.listed is not None and self.listed.offset + len(self.listed.items) < self.listed.total


def occupation_view(session: SessionBase, key: str, lang: str, region: str = "") -> OccupationView | None:
    """Return an occupation by the last part of its URI, with figures of a region by code; None when there is none."""
    facts = occupation(key, lang)
    if facts is None:
        return None
    index = fit_index()
    profile = session_profile(session)
    near, elsewhere = _steps(facts.uri, lang) if facts.uri in index.occupation_numbers_ else ([], [])
    return OccupationView(
        facts=facts,
        name=Named(facts.uri, facts.key, facts.label, facts.lang),
        level=level_range(index, facts.uri) if facts.uri in index.occupation_numbers_ else None,
        leads_to=near,
        elsewhere=elsewhere,
        profile=profile,
        is_done=any(work.uri == facts.uri for work in profile.work),
        sources=_sources(facts),
        interests=_interests(facts),
        own_interests=[100 * score for score in profile.riasec],
        learning=learning(facts.uri, lang),
        competent=competent_occupations(facts.uri, lang),
        worth=worth(facts.uri, facts.isco_code, lang, region),
    )


def gap_view(session: SessionBase, key: str, lang: str) -> GapView | None:
    """Return what this session's profile has and misses for an occupation, None when there is no such occupation."""
    facts = occupation(key, lang)
    if facts is None:
        return None
    profile = session_profile(session)
    card, guessed = None, []
    if profile.can_rank:
        index = fit_index()
        match = match_one(index, profile, facts.uri, Choices())
        asked = Asked(profile, Choices(), lang, is_whole=True)
        card = next(iter(cards(index, [match], asked)), None) if match else None
        origins = list(dict.fromkeys(suggested_by_work(index, profile).values()))
        guessed = list(named("occupation", origins, lang).values())
    name = Named(facts.uri, facts.key, facts.label, facts.lang)
    courses = smallest([skill.name for skill in card.missing_essential], lang) if card else None
    return GapView(
        facts=facts,
        name=name,
        card=card,
        profile=profile,
        guessed_from=guessed,
        sources=_sources(facts),
        learning=learning(facts.uri, lang),
        pay=pays([facts.uri], lang)[facts.uri],
        smallest=courses,
    )


def browse_view(lang: str, q: str, code: str, page: int) -> BrowseView:
    """Return found occupations for typed words, else the groups under an ISCO-08 code, else its occupations."""
    if q.strip():
        return BrowseView(q, "", found(q, "occupation", lang, FOUND), [], [], None, 1)
    groups = _groups(code, lang) if len(code) < 2 else []
    above = _named_groups([code[:1], code[:2]][: len(code)], lang)
    listed = (
        occupations(lang=lang, isco_prefix=code, limit=BROWSED, offset=(page - 1) * BROWSED) if len(code) > 1 else None
    )
    return BrowseView(q, code, [], groups, above, listed, page)


def _groups(code: str, lang: str) -> list[Group]:
    """Return the groups directly under an ISCO-08 code that have occupations."""
    codes = [f"{code}{digit}" for digit in "1234567890"]
    filled = [sub for sub in codes if occupations(lang=lang, isco_prefix=sub, limit=1).total]
    return _named_groups(filled, lang)


def _named_groups(codes: Sequence[str], lang: str) -> list[Group]:
    known = names("isco_group", [ISCO_URI + code for code in codes], lang)
    return [
        Group(code, Named(ISCO_URI + code, code, known[ISCO_URI + code].text, known[ISCO_URI + code].lang))
        for code in codes
        if ISCO_URI + code in known
    ]


def _steps(uri: str, lang: str) -> tuple[list[StepOut], list[StepOut]]:
    """Return the nearest steps, and the nearest ones into another ISCO-08 sub-major group."""
    index = fit_index()
    codes = index.surroundings_.isco
    own = codes[index.number(uri)][:2]
    steps = index.transitions(uri, limit=STEPS_OUT)
    far = np.array([code[:2] != own for code in codes]) & index.allowed(exclude=[step.occupation for step in steps])
    other = index.transitions(uri, limit=ALIKE, allowed=far)
    known = named("occupation", [step.occupation for step in [*steps, *other]], lang)

    def shown(found_steps: Sequence[Transition]) -> list[StepOut]:
        return [
            StepOut(known[step.occupation], step.match.effort.value, str(words.EFFORTS[step.match.effort.value]))
            for step in found_steps
            if step.occupation in known
        ]

    return shown(steps), shown(other)


def _sources(facts: OccupationDetail) -> list[ReleaseInfo]:
    """Return the releases that a page about this occupation draws on, each once."""
    return list({release.id: release for release in facts.sources.values()}.values())


def _interests(facts: OccupationDetail) -> list[float]:
    """Return six interest scores from 0 to 100, measured (1 to 7) or from the letters; empty when unknown."""
    if facts.onet and len(facts.onet.interests) == 6:
        return [round((facts.onet.interests[letter] - 1) / 6 * 100) for letter in "RIASEC"]
    strength = dict(zip(facts.riasec, (100.0, 70.0, 40.0), strict=False))
    return [strength.get(letter, 0.0) for letter in "RIASEC"] if strength else []
