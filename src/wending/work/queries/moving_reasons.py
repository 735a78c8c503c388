"""Why an opening is proposed to somebody, in words, and what they would learn for it. For that person only.

Made when the page is opened, from what their record says then; nothing of it is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wending.ledger.rules.actor import Actor
from wending.orientation.queries.cards import Asked, Card, cards
from wending.orientation.queries.courses import Smallest, smallest
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.person import engine_weights, person
from wending.orientation.rules.choices import Choices
from wending.work.models import Mover, Proposal
from wending.work.queries.change_words import UNKNOWN
from wending.work.queries.moving import limits_of, own_mover, own_proposals
from wending.work.queries.moving_match import profile_used, work_of
from wending.work.rules.moving import unknown_limits


@dataclass(frozen=True, slots=True)
class Explained:
    """A proposal with its reasons: the occupation with its fit, what is not told, courses, and why this one."""

    proposal: Proposal
    card: Card | None
    unknown: list[str]
    courses: Smallest | None
    why: str


def explained(actor: Actor, mover: Mover, lang: str) -> list[Explained]:
    """Return the proposals to who asks with their reasons, those of the two assignments first."""
    if own_mover(actor, mover.moving_id) != mover:
        return []
    found = own_proposals(actor, mover.moving_id)
    found.sort(key=lambda one: (not one.is_stable, not one.is_optimal, one.place))
    known = _cards(mover, found, lang)
    limits, index = limits_of(mover), fit_index()
    return [
        Explained(
            one,
            known.get(one.opening.occupation),
            [str(UNKNOWN[name]) for name in unknown_limits(limits, work_of(index, one.opening))],
            _courses(known.get(one.opening.occupation), lang),
            _why(one),
        )
        for one in found
    ]


def _cards(mover: Mover, proposals: Sequence[Proposal], lang: str) -> dict[str, Card]:
    index, profile = fit_index(), profile_used(mover)
    own, weights = person(index, profile), engine_weights(Choices(), profile)
    uris = {one.opening.occupation for one in proposals} & set(index.occupation_numbers_)
    matches = [index.explain(own, uri, weights) for uri in sorted(uris)]
    return {card.name.uri: card for card in cards(index, matches, Asked(profile, Choices(), lang, is_whole=True))}


def _courses(card: Card | None, lang: str) -> Smallest | None:
    missing = [one.name for one in card.missing_essential] if card else []
    return smallest(missing, lang) if missing else None


def _why(one: Proposal) -> str:
    if one.is_stable and one.is_optimal:
        return _("Dit past het best bij jou, en ook als we naar de hele groep kijken.")
    if one.is_stable:
        return _("Dit past bij jou: niemand die hier liever wil werken, past er beter.")
    if one.is_optimal:
        return _("Voor de hele groep samen past dit het best. Voor jou alleen is het niet de eerste keus.")
    return _("Dit past ook bij jou. Misschien past iemand anders er nog beter.")
