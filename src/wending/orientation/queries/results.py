"""The occupations that fit a profile: filtered, weighed, explained, with a picture; and a few of them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.contrib.sessions.backends.base import SessionBase
from numpy.typing import NDArray

from wending.engine.fit import FitIndex, Match
from wending.orientation.queries import words
from wending.orientation.queries.cards import Asked, Card, cards, same_group
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.person import engine_weights, person, suggested_by_work
from wending.orientation.queries.profile import session_profile
from wending.orientation.rules.choices import LEVELS, Choices
from wending.orientation.rules.profile import SessionProfile
from wending.reference.queries.releases import ReleaseInfo, releases_in_force
from wending.reference.rules.uris import key_of

PAGE = 10
# The effort of a step is known only once it is explained: look among this many of the best.
POOL = 150
# More than this and occupations come up that share nothing with the person.
SURPRISE = 0.15
FEW_SKILLS = 5
MOST_COMPARED, MOST_SHARED = 4, 10


@dataclass(frozen=True, slots=True)
class Dot:
    """An occupation in the picture, x and y from 0 to 1."""

    label: str
    x: float
    y: float
    href: str
    kind: str
    x_text: str
    y_text: str


@dataclass(frozen=True, slots=True)
class Slider:
    """A weight that can be moved, 0 to 4."""

    key: str
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the ranking. `is_guessed`: no skill was told, so those of past work are assumed."""

    profile: SessionProfile
    choices: Choices
    cards: list[Card]
    has_more: bool
    is_thin: bool
    is_guessed: bool
    sources: list[ReleaseInfo]

    @property
    def first(self) -> int:
        """The number of the first one in the list."""
        return (self.choices.page - 1) * PAGE + 1

    @property
    def previous_query(self) -> str | None:
        """The address part of the page before, None on the first."""
        return self.choices.query(page=self.choices.page - 1) if self.choices.page > 1 else None

    @property
    def next_query(self) -> str | None:
        """The address part of the page after, None on the last."""
        return self.choices.query(page=self.choices.page + 1) if self.has_more else None

    @property
    def dots(self) -> list[Dot]:
        """The picture: how big the step is against how well it fits, the latter among those shown."""
        scores = [card.score for card in self.cards]
        least, most = min(scores, default=0), max(scores, default=0)
        return [
            Dot(
                label=card.name.text,
                x=card.distance if self.profile.has_skills else (card.level.lowest - 1) / 7 if card.level else 0.5,
                y=(card.score - least) / (most - least) if most > least else 0.5,
                href=f"#r{number}",
                kind="surprise" if self.choices.is_surprising and card.is_elsewhere else "",
                x_text=card.effort_words or (card.level.low if card.level else ""),
                y_text=card.band_words,
            )
            for number, card in enumerate(self.cards, start=1)
        ]

    @property
    def picture(self) -> dict[str, str]:
        """The words of the picture: by effort where skills were told, else by level."""
        across = words.ACROSS_EFFORT if self.profile.has_skills else words.ACROSS_LEVEL
        return {name: str(text) for name, text in (words.PICTURE | across).items()}

    @property
    def sliders(self) -> list[Slider]:
        """The weights that can be moved."""
        return [Slider(key, str(label), self.choices.weight(key)) for key, label in words.WEIGHTS.items()]

    @property
    def has_english(self) -> bool:
        """Whether a skill on the page has no name in Dutch."""
        return any(
            skill.lang == "en" for card in self.cards for skill in [*card.matched, *(m.name for m in card.missing)]
        )


def results(session: SessionBase, choices: Choices, lang: str) -> Results:
    """Return the page of occupations that someone asked for; none while the profile is too empty to rank by."""
    profile = session_profile(session)
    if not profile.can_rank:
        return Results(profile, choices, [], False, True, False, [])
    index = fit_index()
    matches, has_more = _ranked(index, profile, choices)
    found = cards(index, matches, Asked(profile, choices, lang))
    known = len(profile.skills) + len(suggested_by_work(index, profile))
    is_guessed = bool(profile.work) and not profile.skills
    return Results(profile, choices, found, has_more, known < FEW_SKILLS, is_guessed, releases_in_force())


def match_one(index: FitIndex, profile: SessionProfile, uri: str, choices: Choices) -> Match | None:
    """Return the fit of one occupation with its place among all, None when it is unknown."""
    if uri not in index.occupation_numbers_:
        return None
    allowed = index.allowed(exclude=[work.uri for work in profile.work if work.uri != uri])
    return index.explain(person(index, profile), uri, engine_weights(choices, profile), allowed)


def chosen(session: SessionBase, keys: Sequence[str], lang: str, most: int, is_whole: bool = False) -> list[Card]:
    """Return occupations by the last part of their URI, in the order asked for, explained; leave unknown ones out."""
    profile = session_profile(session)
    if not keys or not profile.can_rank:
        return []
    index = fit_index()
    uris = {key_of(uri): uri for uri in index.occupations_}
    wanted = [uris[key] for key in dict.fromkeys(keys) if key in uris][:most]
    matches = [match_one(index, profile, uri, Choices()) for uri in wanted]
    return cards(index, [match for match in matches if match], Asked(profile, Choices(), lang, is_whole))


def _ranked(index: FitIndex, profile: SessionProfile, choices: Choices) -> tuple[list[Match], bool]:
    """Return the matches of the asked page and whether there are more."""
    first, last = (choices.page - 1) * PAGE, choices.page * PAGE
    limit = POOL if choices.efforts else last + 1
    matches = index.rank(
        person(index, profile),
        engine_weights(choices, profile),
        limit=limit,
        diversify=SURPRISE if choices.is_surprising else 0.0,
        allowed=_allowed(index, profile, choices),
    )
    if choices.efforts:
        matches = [match for match in matches if match.effort.value in choices.efforts]
    return matches[first:last], len(matches) > last


def _allowed(index: FitIndex, profile: SessionProfile, choices: Choices) -> NDArray[np.bool_]:
    """Return which occupations the filters leave, without the work someone already did."""
    keep = index.allowed(isco=choices.groups, exclude=[work.uri for work in profile.work])
    if choices.levels:
        keep &= np.any([index.allowed(level=LEVELS[level]) for level in choices.levels], axis=0)
    if choices.is_surprising:
        keep &= ~same_group(index, [work.uri for work in profile.work])
    return keep
