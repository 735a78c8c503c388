"""The page with what a sitting tells: scores with their error, ties in words, and change since the time before."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from wending.instruments.queries.library import instrument as find
from wending.instruments.queries.shelf import Shown, shown
from wending.instruments.queries.sittings import finished
from wending.instruments.queries.words import CHANGES, FORMS, order_words
from wending.instruments.rules.instrument import RIASEC, Instrument
from wending.instruments.rules.reliability import is_real_change
from wending.instruments.rules.scoring import Z95
from wending.instruments.rules.sitting import Result, Sitting
from wending.ledger.rules.actor import Actor

BandParts = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Row:
    """One scale: its score and the bounds within which it lies with 95% certainty; None when too much was skipped."""

    name: Shown
    meaning: Shown
    prompt: Shown
    score: int | None
    low: int
    high: int
    answered: int
    of: int
    before: int | None
    change: str
    change_words: str
    parts: BandParts


@dataclass(frozen=True, slots=True)
class Compared:
    """What a named group scored on a scale."""

    scale: Shown
    score: int
    group: Shown
    n: int
    mean: float
    sd: float
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An earlier time."""

    id: str
    when: datetime
    form: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """Items that got the same answer."""

    option: Shown
    items: list[Shown]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything on the page. `hexagon` are six scores for the picture of interests, empty elsewhere."""

    key: str
    name: Shown
    sitting: str
    form_words: str
    when: datetime
    before: datetime | None
    rows: list[Row]
    order: list[str]
    hexagon: list[float]
    hexagon_before: list[float]
    feeds: str
    is_measured: bool
    norms: list[Compared]
    answers: list[Answered]
    history: list[Taken]
    not_for: Shown
    is_incomplete: bool
    has_prompts: bool


def result_page(actor: Actor, session: SessionBase, key: str, sitting: str, lang: str) -> ResultPage | None:
    """Return the page of one finished sitting, the newest when none is named; None when there is none of one's own."""
    done = finished(actor, session, key)
    place = next((at for at, one in enumerate(done) if one.id == sitting), None if sitting else 0)
    if place is None or not done:
        return None
    now, before = done[place], done[place + 1] if place + 1 < len(done) else None
    one = find(key, now.version) or find(key)
    if one is None:
        return None
    names = {scale.id: shown(scale.name, lang) for scale in one.scales}
    results = {result.scale: result for result in now.results}
    earlier = {result.scale: result for result in before.results} if before else {}
    # Where scales stand for kinds of work the highest comes first; where they tell of growth nothing is ranked.
    ordered = [scale for tier in now.tiers() for scale in tier if scale in names] if one.feeds else []
    ordered += [scale for scale in names if scale not in ordered]
    rows = [_row(one, scale, results.get(scale), earlier.get(scale), lang) for scale in ordered]
    is_hexagon = one.feeds == "interests" and len(now.scores()) == len(RIASEC)
    return ResultPage(
        key=key,
        name=shown(one.name, lang),
        sitting=now.id,
        form_words=str(FORMS.get(now.form, "")),
        when=datetime.fromisoformat(now.finished),
        before=datetime.fromisoformat(before.finished) if before else None,
        rows=rows,
        order=order_words([[names[scale].text for scale in tier if scale in names] for tier in now.tiers()]),
        hexagon=[now.scores()[letter] for letter in RIASEC] if is_hexagon else [],
        hexagon_before=_hexagon(before) if is_hexagon and before else [],
        feeds=one.feeds,
        is_measured=all(result.basis == "measured" for result in now.results),
        norms=_compared(one, now, names, lang),
        answers=_answered(one, now, lang),
        history=[
            Taken(past.id, datetime.fromisoformat(past.finished), str(FORMS.get(past.form, "")), past is now)
            for past in done
        ],
        not_for=shown(one.statement.not_for, lang),
        is_incomplete=any(row.score is None for row in rows),
        has_prompts=any(scale.prompt.nl for scale in one.scales),
    )


def _taken(past: Sitting, is_shown: bool) -> Taken:
    return Taken(past.id, datetime.fromisoformat(past.finished), str(FORMS.get(past.form, "")), is_shown)


def _hexagon(sitting: Sitting) -> list[float]:
    found = sitting.scores()
    return [found[letter] for letter in RIASEC] if len(found) == len(RIASEC) else []


def _row(one: Instrument, scale: str, now: Result | None, before: Result | None, lang: str) -> Row:
    about = next(known for known in one.scales if known.id == scale)
    texts = (shown(about.name, lang), shown(about.meaning, lang), shown(about.prompt, lang))
    if now is None or now.score is None:
        answered, of = (now.answered, now.of) if now else (0, len(one.items_of(scale)))
        return Row(*texts, None, 0, 0, answered, of, None, "", "", [])
    low, high = max(now.score - Z95 * now.error, 0.0), min(now.score + Z95 * now.error, 100.0)
    change = ""
    if before is not None and before.score is not None:
        change = "same"
        if is_real_change(before.score, now.score, before.error, now.error):
            change = "higher" if now.score > before.score else "lower"
    return Row(
        *texts,
        score=round(now.score),
        low=round(low),
        high=round(high),
        answered=now.answered,
        of=now.of,
        before=round(before.score) if before is not None and before.score is not None else None,
        change=change,
        change_words=str(CHANGES[change]) if change else "",
        parts=[{"value": low, "kind": ""}, {"value": high - low, "kind": "shared"}],
    )


def _compared(one: Instrument, now: Sitting, names: dict[str, Shown], lang: str) -> list[Compared]:
    found = now.scores()
    return [
        Compared(
            names[norm.scale],
            round(found[norm.scale]),
            shown(norm.group, lang),
            norm.n,
            norm.mean,
            norm.sd,
            norm.source,
            norm.date,
        )
        for norm in one.norms
        if norm.scale in found
    ]


def _answered(one: Instrument, now: Sitting, lang: str) -> list[Answered]:
    """Return the items by answer, the highest answer first, option set by option set."""
    found = []
    for name, options in one.option_sets.items():
        for option in reversed(options):
            items = [
                shown(item.text, lang)
                for item in one.items
                if item.options == name and now.answers.get(item.id) == option.value
            ]
            if items:
                found.append(Answered(shown(option.text, lang), items))
    return found
