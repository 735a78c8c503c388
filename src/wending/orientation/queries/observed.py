"""Moves that people really made, in words: from an occupation or from all occupations of a sector."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.orientation.queries.facts import number, period_words
from wending.orientation.queries.names import known_occupations
from wending.reference.queries.codes import BRC, ESCO, ISCO, CodeRef, placed_occupations, with_links
from wending.reference.queries.moves import MoveItem, moves_from
from wending.reference.queries.releases import ReleaseInfo
from wending.reference.rules.uris import key_of

MOST = 10


@dataclass(frozen=True, slots=True)
class Observed:
    """A move with how usual it is in words, "" when the source does not say; `key` leads to the page of the target."""

    origin: str
    target: str
    key: str
    told: str
    period: str
    source: ReleaseInfo


def observed_from(subjects: Iterable[CodeRef]) -> list[Observed]:
    """Return the most usual moves from these subjects; none when no source of moves is loaded."""
    codes: dict[str, list[str]] = defaultdict(list)
    for system, code in subjects:
        codes[system].append(code)
    found = [move for system, wanted in codes.items() for move in moves_from(system, wanted)][:MOST]
    paged = known_occupations([move.to_code for move in found if move.to_system == ESCO])
    return [
        Observed(
            origin=move.from_label or move.from_code,
            target=move.to_label or move.to_code,
            key=key_of(move.to_code) if move.to_code in paged else "",
            told=_told(move),
            period=period_words(move.period),
            source=move.source,
        )
        for move in found
    ]


def subjects_of_sector(sector: str) -> list[CodeRef]:
    """Return under which codes moves may speak of the occupations of a sector."""
    placed = [one for one in placed_occupations() if one.sector == sector]
    own = [(ESCO, one.uri) for one in placed] + [(ISCO, one.isco_code) for one in placed]
    return with_links([*own, *((BRC, one.brc.code) for one in placed if one.brc)])


def _told(move: MoveItem) -> str:
    if move.count is not None:
        return _("%(n)s mensen") % {"n": number(move.count)}
    if move.share is not None:
        return _("%(n)s van elke 100 overstappers") % {"n": number(100 * move.share)}
    if move.note == "small":
        return _("te weinig mensen om te laten zien")
    return _("nummer %(n)s bij de bron") % {"n": move.place} if move.place is not None else ""
