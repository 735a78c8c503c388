"""Who may come to offers and visits: a host to its own, staff of a school to those of their groups, a learner to their
own. A link opens one thing, as long as it lasts. Ended, another organisation, no second factor: nothing."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor
from wending.school.models import Offer, OutsideLink, Visit, VisitLearner
from wending.school.queries.scope import groups_for, own_rows
from wending.school.rules.outside import VisitState

HOST_KINDS = frozenset({Kind.EMPLOYER, Kind.CENTRE})
HOST_ROLES = frozenset({Role.MANAGER, Role.PROFESSIONAL})
STAFF_ROLES = frozenset({Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL})


def acts_as_host(actor: Actor) -> bool:
    """Say whether somebody acts for a firm or institution that can let schools in."""
    is_host = actor.organisation_kind in HOST_KINDS and actor.role in HOST_ROLES
    return is_host and actor.is_person and actor.has_second_factor


def acts_as_staff(actor: Actor) -> bool:
    """Say whether somebody acts for a school as one who works with learners."""
    is_staff = actor.organisation_kind == Kind.SCHOOL and actor.role in STAFF_ROLES
    return is_staff and actor.is_person and actor.has_second_factor


def own_organisation(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisation for which somebody acts; none as oneself."""
    rows = Organisation.objects.all()
    return rows.filter(pk=actor.organisation) if actor.organisation else rows.none()


def own_offers(actor: Actor) -> QuerySet[Offer]:
    """Return the offers of the firm or institution for which somebody acts."""
    offers = Offer.objects.order_by("-made")
    return offers.filter(organisation=actor.organisation) if acts_as_host(actor) else offers.none()


def offer_by(actor: Actor, key: str) -> Offer | None:
    """Return the offer that a key opens: the token of a link, or the number of an offer of one's own organisation."""
    number = as_number(key)
    if number is not None:
        return own_offers(actor).filter(pk=number).first()
    return Offer.objects.filter(organisation=None, links__in=living_links(key)).first()


def visits_of(offer: Offer) -> QuerySet[Visit]:
    """Return the visits of an offer, the coming ones by day. Call it with an offer that `offer_by` gave."""
    return Visit.objects.filter(offer=offer).select_related("day", "school", "group", "offer").order_by("day__day")


def visits_for(actor: Actor) -> QuerySet[Visit]:
    """Return the visits of the groups that somebody teaches, mentors or guides now."""
    rows = Visit.objects.select_related("day", "offer", "group", "school").order_by("day__day")
    if not acts_as_staff(actor):
        return rows.none()
    return rows.filter(school=actor.organisation, group__in=groups_for(actor))


def places_of_mine(actor: Actor) -> QuerySet[VisitLearner]:
    """Return one's own places in visits that are agreed, as a learner."""
    rows = VisitLearner.objects.select_related("visit__day", "visit__offer", "learner", "visit__school")
    mine = rows.filter(learner__in=own_rows(actor), visit__state__in=[VisitState.AGREED, VisitState.DONE])
    return mine.order_by("-visit__day__day")


def place_by(token: str) -> VisitLearner | None:
    """Return the place in a visit that a link opens: until the end of the day, and only while it goes on."""
    rows = VisitLearner.objects.select_related("visit__day", "visit__offer", "learner__account", "visit__school")
    return rows.filter(links__in=living_links(token), visit__state=VisitState.AGREED).first()


def look_back_by(token: str) -> Visit | None:
    """Return the visit on which a class may look back with this link."""
    rows = Visit.objects.select_related("day", "offer")
    return rows.filter(links__in=living_links(token), back_closed=None, state=VisitState.DONE).first()


def living_links(token: str) -> QuerySet[OutsideLink]:
    """Return the link of a token, as long as it lasts."""
    return OutsideLink.objects.filter(Q(token_hash=hash_of(token)), until__gt=timezone.now())


def as_number(key: str) -> UUID | None:
    """Return the number that an address holds, None when it holds a token."""
    try:
        return UUID(key)
    except ValueError:
        return None
