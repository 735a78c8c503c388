"""Open offers as a school sees them: with free days, and the reasons why they fit a class. Never who else asked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.ledger.rules.actor import Actor
from wending.reference.queries.names import names
from wending.reference.queries.search import search
from wending.school.models import InterestTally, Offer, OfferDay, SchoolGroup
from wending.school.queries.outside_scope import acts_as_staff, own_organisation
from wending.school.queries.outside_words import KINDS, NEAR, THEMES
from wending.school.queries.scope import groups_for
from wending.school.rules.outside import OfferState
from wending.school.rules.outside_match import Fit, OfferFacts, Wish, fit_of

# An offer may name this many occupations.
MOST_OCCUPATIONS = 4


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer with its free days and the reasons why it fits."""

    offer: Offer
    kind: str
    days: list[OfferDay]
    fit: Fit
    reasons: list[str]


def free_days() -> QuerySet[OfferDay]:
    """Return the coming days that still have a place."""
    days = OfferDay.objects.filter(day__gt=timezone.localdate())
    return days.annotate(taken=Count("places")).filter(taken__lt=F("groups")).order_by("day")


def open_offers(actor: Actor) -> QuerySet[Offer]:
    """Return what staff of a school may see: open offers; made-up ones only by a made-up school."""
    if not acts_as_staff(actor):
        return Offer.objects.none()
    is_example = own_organisation(actor).filter(is_example=True).exists()
    rows = Offer.objects.filter(state=OfferState.OPEN, is_example=is_example).order_by("-made")
    return rows.prefetch_related(Prefetch("days", free_days(), to_attr="free"))


def offer_for(actor: Actor, number: UUID) -> Offer | None:
    """Return an open offer, with its free days in `free`."""
    return open_offers(actor).filter(pk=number).first()


def wish_of(actor: Actor, group: SchoolGroup | None, themes: Sequence[str]) -> Wish:
    """Return what a class looks for: the themes a teacher chose, else those that ten or more of its learners chose."""
    region = own_organisation(actor).values_list("region", flat=True).first() or ""
    if group is None:
        return Wish(tuple(themes), region)
    told = tuple(themes) or tuple(shared_themes(actor, group) or ())
    return Wish(told, region, group.phase)


def shared_themes(actor: Actor, group: SchoolGroup) -> list[str] | None:
    """Return the themes that ten or more learners of one's group chose; None when fewer than ten share."""
    row = InterestTally.objects.filter(group=group, group__in=groups_for(actor)).first()
    return list(row.themes) if row else None


def matched(offers: Iterable[Offer], wish: Wish, shared: Collection[str] = ()) -> list[OfferCard]:
    """Return offers with the reasons why they fit a wish, the best first."""
    cards = [_card(offer, wish, shared) for offer in offers]
    return sorted(cards, key=lambda card: (card.fit.order, card.offer.title))


def occupation_names(offer: Offer, lang: str) -> list[str]:
    """Return the names of the occupations of an offer."""
    found = names("occupation", offer.occupations, lang)
    return [found[uri].text for uri in offer.occupations if uri in found]


def occupations_named(lines: Sequence[str], lang: str) -> tuple[list[str], list[str]]:
    """Return the addresses of the occupations that lines of text name, and the lines that name none."""
    known, unknown = [], []
    for line in lines:
        hits = search(line, "occupation", "en" if lang == "en" else "nl", 1)
        if hits:
            known.append(hits[0].uri)
        else:
            unknown.append(line)
    return list(dict.fromkeys(known)), unknown


def _card(offer: Offer, wish: Wish, shared: Collection[str]) -> OfferCard:
    days: list[OfferDay] = offer.free  # type: ignore[attr-defined]
    first: date | None = days[0].day if days else None
    facts = OfferFacts(tuple(offer.themes), offer.region, tuple(offer.phases), offer.most, first)
    fit = fit_of(wish, facts)
    reasons = []
    for theme in fit.themes:
        chosen = _("tien of meer leerlingen kozen: %s") if theme in shared else _("gekozen thema: %s")
        reasons.append(chosen % THEMES[theme])
    reasons.append(str(NEAR[fit.near]))
    if wish.phase and offer.phases:
        reasons.append(_("voor jullie leerjaar") if fit.is_for_phase else _("niet bedoeld voor jullie leerjaar"))
    if wish.size and not fit.has_room and days:
        reasons.append(_("plek voor hooguit %(most)s leerlingen") % {"most": offer.most})
    return OfferCard(offer, str(KINDS.get(offer.kind, offer.kind)), days, fit, reasons)  # type: ignore[call-overload]
