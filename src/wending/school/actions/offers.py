"""Makes, confirms, changes and closes offers of hosts, and their days."""

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation
from wending.kit.versions import Stale
from wending.ledger.rules.actor import Actor
from wending.reference.queries.regions import region_of_municipality
from wending.school.actions.outside_mail import tell_host, write_down
from wending.school.models import Offer, OfferDay
from wending.school.queries.outside_scope import acts_as_host
from wending.school.rules.outside import MOST_GROUPS, OfferState

THING = "school.offer"


@dataclass(frozen=True, slots=True)
class OfferText:
    """What a host tells about an offer."""

    host: str
    kind: str
    title: str
    what: str
    most: int
    email: str
    place: str = ""
    postcode: str = ""
    phases: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    least_age: int = 0
    bring: str = ""
    under_16: str = ""
    under_18: str = ""
    contact: str = ""
    phone: str = ""
    language: str = "nl"


@transaction.atomic
def make_offer(*, by: Actor, told: OfferText) -> Offer:
    """Make an offer: open at once for who acts as a host, else first confirmed by the link in a mail."""
    offer = Offer(version=0)
    if acts_as_host(by) and by.organisation:
        organisation = Organisation.objects.get(pk=by.organisation)
        offer.organisation, offer.is_example = organisation, organisation.is_example
        offer.state = OfferState.OPEN
    _write(offer, told)
    write_down(by, "made-offer", THING)
    if offer.organisation_id is None:
        tell_host(
            offer,
            _("Bevestig je aanbod voor scholen"),
            _("Open deze pagina en bevestig. Daarna zien scholen je aanbod. Bewaar de link: hiermee beheer je alles."),
            f"offer:{offer.pk}",
        )
    return offer


@transaction.atomic
def change_offer(*, by: Actor, offer: Offer, told: OfferText, version: int) -> Offer:
    """Change an offer. Raises Stale when somebody else changed it meanwhile."""
    found = _locked(offer, version)
    if found.email != told.email and found.organisation_id is None:
        raise ValidationError({"email": _("Dit adres kun je niet veranderen. Maak dan een nieuw aanbod.")})
    _write(found, told)
    write_down(by, "changed-offer", THING)
    return found


@transaction.atomic
def set_open(*, by: Actor, offer: Offer, is_open: bool, version: int) -> Offer:
    """Open an offer for schools, which also confirms its address, or close it; visits that are agreed go on."""
    found = _locked(offer, version)
    found.state = OfferState.OPEN if is_open else OfferState.CLOSED
    found.version += 1
    found.save(update_fields=["state", "version"])
    write_down(by, "opened-offer" if is_open else "closed-offer", THING)
    return found


@transaction.atomic
def add_day(*, by: Actor, offer: Offer, day: date, groups: int, begins: time | None, ends: time | None) -> OfferDay:
    """Add a day with places for some groups, or change how many. Raises ValidationError below what is taken."""
    row = OfferDay.objects.select_for_update().filter(offer=offer, day=day).first()
    if row is not None and row.places.filter(number__gt=groups).exists():
        raise ValidationError({"groups": _("Er komen die dag al meer groepen. Zeg eerst een groep af.")})
    if not 1 <= groups <= MOST_GROUPS:
        raise ValidationError({"groups": _("Kies een aantal van 1 tot en met %s.") % MOST_GROUPS})
    found, _is_new = OfferDay.objects.update_or_create(
        offer=offer, day=day, defaults={"groups": groups, "begins": begins, "ends": ends}
    )
    write_down(by, "changed-offer", THING)
    return found


@transaction.atomic
def remove_day(*, by: Actor, offer: Offer, number: int) -> bool:
    """Remove a day that no visit ever used; return whether it went. A used day gets no new groups instead."""
    row = OfferDay.objects.select_for_update().filter(offer=offer, pk=number).first()
    if row is None or row.visits.exists():
        return False
    row.delete()
    write_down(by, "changed-offer", THING)
    return True


def _write(offer: Offer, told: OfferText) -> None:
    for name in OfferText.__slots__:
        value = getattr(told, name)
        setattr(offer, name, list(value) if isinstance(value, tuple) else value)
    region = region_of_municipality(told.place) if told.place else None
    offer.region = region.code if region else offer.organisation.region if offer.organisation else ""
    offer.version += 1
    offer.save()


def _locked(offer: Offer, version: int) -> Offer:
    found = Offer.objects.select_for_update().get(pk=offer.pk)
    if found.version != version:
        raise Stale(found.version)
    return found
