"""One occupation with its fit in words: what fits, what is missing, how big the step is, what one skill would add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from wending.engine.fit import FitIndex, Match, Part, Via
from wending.orientation.queries import words
from wending.orientation.queries.levels import LevelRange, level_range
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.person import SLIDERS, engine_weights
from wending.orientation.rules.choices import Choices
from wending.orientation.rules.fit_words import band, distance, grouped
from wending.orientation.rules.profile import SessionProfile

CLEAR = 0.75  # a part from here on is a reason to name
FEW_MATCHED, FEW_RELATED, FEW_MISSING = 3, 1, 3


@dataclass(frozen=True, slots=True)
class Related:
    """A needed skill that another own skill comes near to, and how (a key of Via)."""

    needed: Named
    own: Named
    how: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A needed skill that is not there; `is_near` when an own skill covers a part of it."""

    name: Named
    is_essential: bool
    is_near: bool


@dataclass(frozen=True, slots=True)
class Better:
    """What one skill would change: the place after learning it."""

    skill: Named
    place: int


@dataclass(frozen=True, slots=True)
class Card:
    """An occupation with its fit: `score` 0 to 100, `distance` 0 (no step) to 1, parts 0 to 100 or None.

    Who told no skills gets no words of effort: how big a step is cannot be said then.
    """

    name: Named
    place: int
    score: int
    band: str
    band_words: str
    effort: str
    effort_words: str
    effort_long: str
    level: LevelRange | None
    level_gap: bool
    matched: list[Named]
    matched_count: int
    related: list[Related]
    missing: list[Missing]
    missing_count: int
    reasons: list[str]
    warnings: list[str]
    better: Better | None
    distance: float
    parts: dict[str, int | None]
    is_little_known: bool
    is_elsewhere: bool

    @property
    def needed_count(self) -> int:
        """How many skills the occupation asks for."""
        return self.matched_count + self.missing_count

    @property
    def missing_more(self) -> int:
        """How many more skills are missing than are shown."""
        return self.missing_count - len(self.missing)

    @property
    def missing_essential(self) -> list[Missing]:
        """What is missing and always needed, most important first."""
        return [skill for skill in self.missing if skill.is_essential]

    @property
    def missing_optional(self) -> list[Missing]:
        """What is missing and sometimes needed, most important first."""
        return [skill for skill in self.missing if not skill.is_essential]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, with which weights, in which language; `is_whole` keeps every skill, else the first few."""

    profile: SessionProfile
    choices: Choices
    lang: str
    is_whole: bool = False


def cards(index: FitIndex, matches: Sequence[Match], asked: Asked) -> list[Card]:
    """Return matches in words and names; one that has no name is left out."""
    occupations = named("occupation", [match.occupation for match in matches], asked.lang)
    uris = dict.fromkeys(uri for match in matches for uri in _skills(match, asked.is_whole))
    skills = named("skill", list(uris), asked.lang)
    return [_card(index, m, asked, occupations[m.occupation], skills) for m in matches if m.occupation in occupations]


def _split(match: Match, is_whole: bool) -> tuple[list[tuple[str, str, Via]], list[tuple[str, str, Via]]]:
    """Return (needed, own, via) of what is held itself, and of what something related covers."""
    held = [(skill.needed, skill.own, skill.via) for skill in match.matched]
    same = [row for row in held if row[2] is Via.SELF]
    near = [row for row in held if row[2] is not Via.SELF]
    return (same, near) if is_whole else (same[:FEW_MATCHED], near[:FEW_RELATED])


def _skills(match: Match, is_whole: bool) -> Iterable[str]:
    same, near = _split(match, is_whole)
    for needed, own, _via in [*same, *near]:
        yield from (needed, own)
    yield from (skill.needed for skill in (match.missing if is_whole else match.missing[:FEW_MISSING]))
    if match.counterfactual:
        yield match.counterfactual.skill


def _card(index: FitIndex, match: Match, asked: Asked, name: Named, skills: dict[str, Named]) -> Card:
    same, near = _split(match, asked.is_whole)
    weights = engine_weights(asked.choices, asked.profile)
    parts = grouped(
        {part.value: value for part, value in match.parts.items()},
        {part.value: getattr(weights, part.value) for part in Part},
        SLIDERS,
    )
    past = [work.uri for work in asked.profile.work]
    how = band(match.total)
    better = match.counterfactual
    return Card(
        name=name,
        place=match.place,
        score=round(100 * match.total),
        band=how,
        band_words=str(words.BANDS[how]),
        effort=match.effort.value,
        effort_words=str(words.EFFORTS[match.effort.value]) if asked.profile.has_skills else "",
        effort_long=str(words.EFFORTS_LONG[match.effort.value]) if asked.profile.has_skills else "",
        level=level_range(index, match.occupation),
        level_gap=(match.level_gap or 0) > 0,
        matched=[skills[needed] for needed, _own, _via in same if needed in skills],
        matched_count=sum(skill.via is Via.SELF for skill in match.matched),
        related=[
            Related(skills[needed], skills[own], via.value)
            for needed, own, via in near
            if {needed, own} <= skills.keys()
        ],
        missing=[
            Missing(skills[skill.needed], skill.is_essential, skill.covered > 0)
            for skill in (match.missing if asked.is_whole else match.missing[:FEW_MISSING])
            if skill.needed in skills
        ],
        missing_count=len(match.missing),
        reasons=_reasons(match),
        warnings=_warnings(match, asked.profile),
        better=Better(skills[better.skill], better.place) if better and better.place < match.place else None,
        distance=distance(match.effort, match.missing_essential),
        parts={part: None if value is None else round(100 * value) for part, value in parts.items()},
        is_little_known="occupation_few_skills" in [doubt.value for doubt in match.doubts],
        is_elsewhere=bool(past) and not same_group(index, past)[index.number(match.occupation)],
    )


def same_group(index: FitIndex, past: Sequence[str]) -> NDArray[np.bool_]:
    """Return which occupations share their ISCO-08 sub-major group (two digits) with past work; none without past."""
    codes = [code[:2] for code in index.surroundings_.isco]
    done = {codes[index.number(uri)] for uri in past if uri in index.occupation_numbers_}
    return np.array([code in done for code in codes], dtype=bool)


def _reasons(match: Match) -> list[str]:
    """Return what else than skills speaks for an occupation."""
    told = {
        Part.INTERESTS: _("Dit past bij wat je leuk vindt."),
        Part.VALUES: _("Dit past bij wat je belangrijk vindt in werk."),
        Part.TRANSITION: _("Dit lijkt op werk dat je deed."),
        Part.LEVEL: _("Je diploma past bij dit werk."),
    }
    least = {Part.TRANSITION: 0.5, Part.LEVEL: 1.0}
    return [sentence for part, sentence in told.items() if (match.parts[part] or 0.0) >= least.get(part, CLEAR)]


def _warnings(match: Match, profile: SessionProfile) -> list[str]:
    """Return which wishes an occupation goes against."""
    found = []
    for wish in match.conflicts:
        condition = wish.removeprefix("limit:")
        if condition in words.CONDITIONS:
            found.append(_("Dit hoort bij dit werk: %(what)s.") % {"what": str(words.CONDITIONS[condition]).lower()})
        elif wish == "sector_wish":
            stays = profile.wishes.sector == "stay"
            found.append(
                _("Dit is een andere richting dan je kent.") if stays else _("Dit is de richting die je al kent.")
            )
    return found
