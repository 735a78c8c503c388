"""Programmes that fit someone: two axes that are never one number, each explained; unknown stays unknown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from wending.engine.study import PLEASURE, PROSPECTS, Axes, axes, order
from wending.orientation.queries import study_words
from wending.orientation.queries.names import named
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.programmes.entry import OwnEntry, own_entries
from wending.orientation.queries.programmes.items import Listed, listed
from wending.orientation.queries.programmes.study import KnownProgrammes, known_programmes
from wending.orientation.rules.profile import SessionProfile, Wishes
from wending.orientation.rules.study import SUBJECTS, WAYS
from wending.orientation.rules.study_choices import WHEN, StudyChoices
from wending.reference.queries.programmes import programmes_by_id
from wending.reference.queries.releases import ReleaseInfo, releases_in_force

PAGE = 10
JOBS = 3


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of one programme: `value` 0 to 100, None when nothing is known; parts in words, and what is unknown."""

    value: int | None
    words: str
    reasons: list[str]
    unknown: list[str]


@dataclass(frozen=True, slots=True)
class FitCard:
    """A programme with both axes, whether the person can enter, and the work it leads to."""

    listed: Listed
    pleasure: Axis
    prospects: Axis
    entry: OwnEntry
    jobs: list[str]


@dataclass(frozen=True, slots=True)
class Point:
    """A programme in the picture, x and y from 0 to 1."""

    label: str
    x: float
    y: float
    href: str
    x_text: str
    y_text: str


@dataclass(frozen=True, slots=True)
class FitView:
    """A page of programmes that fit: none while too little was told."""

    profile: SessionProfile
    choices: StudyChoices
    cards: list[FitCard]
    total: int
    has_more: bool
    sources: list[ReleaseInfo]

    @property
    def is_level_told(self) -> bool:
        """Whether the own diploma was told, so that pages can say where someone may begin."""
        return bool(self.profile.study.level)

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
    def points(self) -> list[Point]:
        """The picture of those of which both axes are known; the others stand in the list only."""
        return [
            Point(
                label=card.listed.name,
                x=card.prospects.value / 100,
                y=card.pleasure.value / 100,
                href=f"#p{number}",
                x_text=card.prospects.words,
                y_text=card.pleasure.words,
            )
            for number, card in enumerate(self.cards, start=1)
            if card.prospects.value is not None and card.pleasure.value is not None
        ]


def fit_view(session: SessionBase, choices: StudyChoices, lang: str) -> FitView:
    """Return the programmes that someone asked for, by the axis they chose; none while too little was told."""
    profile = session_profile(session)
    if not profile.can_fit_study:
        return FitView(profile, choices, [], 0, False, [])
    known = known_programmes(profile)
    found = axes(known.data, known.learner)
    entry = _allowed(known, profile, choices, lang)
    values = found.pleasure if choices.order == "pleasure" else found.prospects
    kept = [number for number in order(values, known.data.programmes).tolist() if known.facts[number].id in entry]
    first = (choices.page - 1) * PAGE
    page = kept[first : first + PAGE]
    cards = fit_cards(known, found, profile, page, entry, lang)
    return FitView(profile, choices, cards, len(kept), len(kept) > first + PAGE, releases_in_force())


def chosen_cards(session: SessionBase, keys: Sequence[str], lang: str) -> dict[str, FitCard]:
    """Return these programmes with both axes, by key; nothing while too little was told, nor for a course."""
    profile = session_profile(session)
    if not profile.can_fit_study:
        return {}
    known = known_programmes(profile)
    numbers = [known.data.programmes.index(key) for key in keys if key in known.data.programmes]
    entry = own_entries(profile.study.level, {known.facts[n].id: known.facts[n].level for n in numbers}, lang)
    cards = fit_cards(known, axes(known.data, known.learner), profile, numbers, entry, lang)
    return {card.listed.id: card for card in cards}


def fit_cards(
    known: KnownProgrammes,
    found: Axes,
    profile: SessionProfile,
    numbers: Sequence[int],
    entry: dict[str, OwnEntry],
    lang: str,
) -> list[FitCard]:
    """Return programmes by their numbers in words: axes with reasons, admission, first occupations."""
    items = programmes_by_id([known.data.programmes[number] for number in numbers], lang)
    shown = {one.id: one for one in listed([items[known.data.programmes[number]] for number in numbers])}
    jobs = named("occupation", [uri for number in numbers for uri in known.facts[number].occupations], lang)
    cards = []
    for number in numbers:
        facts = known.facts[number]
        cards.append(
            FitCard(
                listed=shown[facts.id],
                pleasure=_pleasure(found, number, profile),
                prospects=_prospects(known, found, number, profile),
                entry=entry[facts.id],
                jobs=[jobs[uri].text for uri in sorted(facts.occupations) if uri in jobs][:JOBS],
            )
        )
    return cards


def _allowed(known: KnownProgrammes, profile: SessionProfile, choices: StudyChoices, lang: str) -> dict[str, OwnEntry]:
    """Return the programmes that the filters leave, by key, with whether someone can enter."""
    modes = {mode for way in choices.ways for mode in WAYS[way]}
    wanted = {
        facts.id: facts.level
        for facts in known.facts
        if (not choices.sectors or facts.sector in choices.sectors) and (not modes or modes & {*facts.modes})
    }
    entry = own_entries(profile.study.level, wanted, lang)
    statuses = {status for when in choices.when for status in WHEN[when]}
    # Without a diploma told, every status is unknown: then the filter would hide everything.
    is_filtered = bool(statuses) and bool(profile.study.level)
    return {key: found for key, found in entry.items() if not is_filtered or found.status in statuses}


def _pleasure(found: Axes, number: int, profile: SessionProfile) -> Axis:
    parts = dict(zip(PLEASURE, found.pleasure_parts[number].tolist(), strict=True))
    reasons, unknown = [], []
    if not np.isnan(parts["interests"]):
        amount = study_words.worded(parts["interests"], study_words.ALIKE)
        reasons.append(_("Het werk erna lijkt %(much)s op wat jij leuk vindt.") % {"much": amount})
    else:
        unknown.append(str(study_words.PLEASURE["interests"]))
    for which, sentence in (
        (found.liked, _("Dit vak zit erin en vind je leuk: %(subject)s.")),
        (found.disliked, _("Dit vak zit erin en vind je niet leuk: %(subject)s.")),
    ):
        if which[number] >= 0:
            subject = str(study_words.SUBJECTS[SUBJECTS[which[number]]])
            reasons.append(sentence % {"subject": subject})
    told = profile.study
    if not (told.liked or told.disliked):
        unknown.append(str(study_words.PLEASURE["subjects"]))
    if parts["way"] == 1:
        reasons.append(_("Je kunt leren op een manier die je wilt."))
    elif parts["way"] == 0:
        reasons.append(_("Je kunt dit niet leren op de manier die je wilt."))
    else:
        unknown.append(str(study_words.PLEASURE["way"]))
    if parts["place"] == 1:
        reasons.append(_("Je kunt dit leren in je regio."))
    elif parts["place"] == 0:
        reasons.append(_("Je kunt dit alleen leren in een andere regio."))
    elif told.distance == "region":
        unknown.append(str(study_words.PLEASURE["place"]))
    return _axis("pleasure", found.pleasure[number], reasons, unknown)


def _prospects(known: KnownProgrammes, found: Axes, number: int, profile: SessionProfile) -> Axis:
    parts = dict(zip(PROSPECTS, found.prospects_parts[number].tolist(), strict=True))
    facts = known.facts[number]
    reasons, unknown = [], []
    if figure := known.chances.get(facts.id):
        told = {"category": figure.category, "source": figure.source.title, "period": figure.period}
        reasons.append(_("Kans op werk: %(category)s (%(source)s, %(period)s).") % told)
    else:
        unknown.append(str(study_words.PROSPECTS["chance"]))
    if not np.isnan(parts["breadth"]):
        count = int(known.data.leads[number].sum())
        reasons.append(_("Aantal beroepen waar dit naartoe leidt: %(n)s.") % {"n": count})
    else:
        unknown.append(str(study_words.PROSPECTS["breadth"]))
    if not np.isnan(parts["wishes"]):
        amount = study_words.worded(parts["wishes"], study_words.SUITS)
        reasons.append(_("Het werk erna past %(much)s bij wat je zoekt.") % {"much": amount})
    elif profile.wishes == Wishes() or facts.occupations:
        unknown.append(str(study_words.PROSPECTS["wishes"]))
    if np.isnan(parts["level"]):
        unknown.append(str(study_words.PROSPECTS["level"]))
    else:
        reasons.append(_("Je haalt NLQF-niveau %(level)s van 8.") % {"level": facts.nlqf})
    return _axis("prospects", found.prospects[number], reasons, unknown)


def _axis(key: str, value: float, reasons: list[str], unknown: list[str]) -> Axis:
    if np.isnan(value):
        return Axis(None, _("weten we niet"), reasons, unknown)
    return Axis(round(100 * value), study_words.worded(value, study_words.VERDICTS[key]), reasons, unknown)
