"""Where someone can land outside the own sector: from an occupation to occupations, from a sector to sectors.

Computed from what work has in common. Moves that people really made stand beside it and are never mixed with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _

from wending.engine.fit import FitIndex, Match, Transition, Via
from wending.orientation.queries import words
from wending.orientation.queries.facts import Fact
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.levels import LevelRange, level_range
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.observed import Observed, observed_from, subjects_of_sector
from wending.orientation.queries.sector_words import sector_name
from wending.orientation.queries.sectors import (
    SHOWN,
    KinSector,
    kin_sectors,
    sector_choices,
    sector_numbers,
    share_words,
)
from wending.orientation.queries.steps import Found, found
from wending.orientation.queries.worth import pays
from wending.orientation.rules.kinship import UNKNOWN, few_of_each
from wending.reference.queries.codes import codes_of_occupation
from wending.reference.queries.occupations import occupation
from wending.reference.queries.releases import ReleaseInfo, releases_in_force

LANDINGS, OF_EACH, POOL, SHARED = 8, 2, 60, 4


@dataclass(frozen=True, slots=True)
class Landing:
    """An occupation elsewhere. `covered`: per cent of what it asks that the origin has; `pay` may be missing."""

    name: Named
    sector: str
    effort: str
    effort_words: str
    level: LevelRange | None
    shared: list[Named]
    covered: int
    pay: Fact


@dataclass(frozen=True, slots=True)
class FlowTarget:
    """A band of the picture."""

    label: str
    value: float
    text: str
    href: str
    kind: str
    lang: str


@dataclass(frozen=True, slots=True)
class MovesView:
    """The page of steps to other sectors: from a sector, from an occupation, or still to choose.

    `is_unknown`: what was asked is no sector and no occupation; `sector` is the key of the sector that it is about.
    """

    asked: str
    choices: dict[str, str]
    q: str
    found: list[Found]
    sources: list[ReleaseInfo]
    is_unknown: bool = False
    sector: str = ""
    name: Named | None = None
    landings: list[Landing] = field(default_factory=list)
    kin: list[KinSector] = field(default_factory=list)
    targets: list[FlowTarget] = field(default_factory=list)
    observed: list[Observed] = field(default_factory=list)

    @property
    def has_english(self) -> bool:
        """Whether a skill on the page has no name in Dutch."""
        return any(skill.lang == "en" for landing in self.landings for skill in landing.shared)

    @property
    def pay_source(self) -> ReleaseInfo | None:
        """The source of what the landings pay, None when no pay is known."""
        return next((landing.pay.source for landing in self.landings if landing.pay.source), None)

    @property
    def sector_name(self) -> str:
        """The name of the sector, empty when unknown."""
        return sector_name(self.sector) if self.sector else ""


def moves_view(lang: str, asked: str, q: str) -> MovesView:
    """Return where a sector (its key) or an occupation (its key) leads. Raise LookupError without data."""
    index = fit_index()
    choices = sector_choices(index)
    page = MovesView(asked, choices, q, found(q, "occupation", lang), releases_in_force())
    if asked in choices:
        kin, observed = kin_sectors(asked, lang), observed_from(subjects_of_sector(asked))
        return replace(page, sector=asked, kin=kin, targets=sector_targets(kin), observed=observed)
    facts = occupation(asked, lang) if asked else None
    if facts is None:
        return replace(page, is_unknown=bool(asked))
    is_paged = facts.uri in index.occupation_numbers_
    landings = landings_from(index, facts.uri, lang) if is_paged else []
    return replace(
        page,
        name=Named(facts.uri, facts.key, facts.label, facts.lang),
        sector=sector_of(index, facts.uri) if is_paged else "",
        landings=landings,
        targets=[_target(landing) for landing in landings],
        observed=observed_from(codes_of_occupation(facts.uri, facts.isco_code)),
    )


def sector_of(index: FitIndex, uri: str) -> str:
    """Return the key of the sector of an occupation of the index, empty when no source says."""
    number = int(sector_numbers(index)[index.number(uri)])
    return "" if number == UNKNOWN else index.surroundings_.sector_ids[number]


def landings_from(index: FitIndex, uri: str, lang: str) -> list[Landing]:
    """Return the best occupations in other sectors, at most two of each sector, those that ask least that is new first.

    From an occupation whose sector no source says: the best in another ISCO-08 sub-major group, of a known sector.
    """
    numbers = sector_numbers(index)
    own = numbers[index.number(uri)]
    codes = index.surroundings_.isco
    if own == UNKNOWN:
        elsewhere = np.array([code[:2] != codes[index.number(uri)][:2] for code in codes], dtype=bool)
    else:
        elsewhere = numbers != own
    steps = index.transitions(uri, limit=POOL, allowed=elsewhere & (numbers != UNKNOWN))
    groups = [sector_of(index, step.occupation) for step in steps]
    shown = _landings(index, [steps[k] for k in few_of_each(groups, OF_EACH, LANDINGS)], lang)
    return sorted(shown, key=lambda landing: -landing.covered)


def sector_targets(kin: Sequence[KinSector]) -> list[FlowTarget]:
    """Return the bands of a sector: the nearest sectors, and the others together."""
    address = reverse("orientation:moves")
    bands = [FlowTarget(one.label, one.share, one.told, f"{address}?van={one.key}", "", "") for one in kin[:SHOWN]]
    rest = sum(one.share for one in kin[SHOWN:])
    if rest:
        bands.append(FlowTarget(_("Andere sectoren"), rest, share_words(rest), "", "second", ""))
    return bands


def _landings(index: FitIndex, steps: Sequence[Transition], lang: str) -> list[Landing]:
    occupations = named("occupation", [step.occupation for step in steps], lang)
    skills = named("skill", [uri for step in steps for uri in _same(step.match)], lang)
    paid = pays([step.occupation for step in steps], lang)
    return [
        Landing(
            name=occupations[step.occupation],
            sector=sector_name(sector_of(index, step.occupation)),
            effort=step.match.effort.value,
            effort_words=str(words.EFFORTS[step.match.effort.value]),
            level=level_range(index, step.occupation),
            shared=[skills[uri] for uri in _same(step.match) if uri in skills][:SHARED],
            covered=round(100 * sum(skill.importance * skill.covered for skill in step.match.matched)),
            pay=paid[step.occupation],
        )
        for step in steps
        if step.occupation in occupations
    ]


def _same(match: Match) -> list[str]:
    """Return the skills that both ask for, what matters most first."""
    return [skill.needed for skill in match.matched if skill.via is Via.SELF]


def _target(landing: Landing) -> FlowTarget:
    return FlowTarget(
        label=landing.name.text,
        # A step with nothing in common still gets a hairline, so that it can be pointed at.
        value=max(landing.covered, 1),
        text=_("%(n)s%% kun je al") % {"n": landing.covered},
        href=reverse("orientation:occupation", args=[landing.name.key]),
        kind="",
        lang=landing.name.lang,
    )
