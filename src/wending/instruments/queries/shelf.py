"""The public pages: the list of instruments, and what one says of itself."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from wending.instruments.queries.library import OWN, instrument, instruments
from wending.instruments.queries.measures import computed, item_numbers, reliabilities, usual_items
from wending.instruments.queries.sittings import sittings
from wending.instruments.rules.instrument import Instrument, Text
from wending.instruments.rules.reliability import LEAST_PEOPLE, Reliability
from wending.instruments.rules.sitting import Sitting
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """A text with the language it is in."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Card:
    """An instrument on the list; `state` is "", open or finished; `added_by` names the author where it is not ours."""

    key: str
    name: Shown
    line: Shown
    picture: str
    minutes: int
    items: int
    state: str
    added_by: str


@dataclass(frozen=True, slots=True)
class Proved:
    """How reliable a scale proved, with its name."""

    name: Shown
    of: Reliability


@dataclass(frozen=True, slots=True)
class StatementPage:
    """What an instrument says of itself, and where the visitor is with it."""

    card: Card
    author: str
    version: str
    purpose: Shown
    basis: Shown
    evidence: Shown
    norms: Shown
    not_for: Shown
    sources: tuple[str, ...]
    scales: list[tuple[Shown, Shown]]
    has_short_form: bool
    usual_items: int
    is_estimated: bool
    least_people: int
    proved: list[Proved]
    computed: datetime | None
    days: int
    open_form: str
    has_result: bool


def cards(actor: Actor, session: SessionBase, lang: str) -> list[Card]:
    """Return every instrument, with where the visitor is with it."""
    told = sittings(actor, session)
    return [_card(one, [sitting for sitting in told if sitting.instrument == one.id], lang) for one in instruments()]


def statement_page(actor: Actor, session: SessionBase, key: str, lang: str) -> StatementPage | None:
    """Return what an instrument says of itself; None when there is none."""
    one = instrument(key)
    if one is None:
        return None
    told = sittings(actor, session, key)
    names = {scale.id: shown(scale.name, lang) for scale in one.scales}
    says = one.statement
    return StatementPage(
        card=_card(one, told, lang),
        author=says.author,
        version=one.version,
        purpose=shown(says.purpose, lang),
        basis=shown(says.basis, lang),
        evidence=shown(says.evidence, lang),
        norms=shown(says.norms, lang),
        not_for=shown(says.not_for, lang),
        sources=says.sources,
        scales=[(names[scale.id], shown(scale.meaning, lang)) for scale in one.scales],
        has_short_form=one.has_short_form,
        usual_items=usual_items(one),
        is_estimated=bool(item_numbers(one)),
        least_people=LEAST_PEOPLE,
        proved=[Proved(names[found.scale], found) for found in reliabilities(one)],
        computed=computed(one),
        days=session_days(),
        open_form=next((sitting.form for sitting in told if not sitting.finished), ""),
        has_result=any(sitting.finished for sitting in told),
    )


def session_days() -> int:
    """Return how many days answers without account are kept after the last change."""
    return settings.SESSION_COOKIE_AGE // 86400


def shown(text: Text, lang: str) -> Shown:
    """Return a text of an instrument in the language of the page, or in Dutch where it has none."""
    return Shown(text.in_language(lang), text.language_shown(lang))


def _card(one: Instrument, told: list[Sitting], lang: str) -> Card:
    state = "open" if any(not sitting.finished for sitting in told) else "finished" if told else ""
    return Card(
        key=one.id,
        name=shown(one.name, lang),
        line=shown(one.line, lang),
        picture=one.picture,
        minutes=one.minutes,
        items=len(one.items),
        state=state,
        added_by="" if one.id in OWN else one.statement.author,
    )
