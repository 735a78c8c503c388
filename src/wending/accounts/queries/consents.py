"""Which consents somebody gave, and whether somebody may see a part."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Consent, ConsentRequest, Organisation
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Kind
from wending.ledger.rules.actor import Actor


def consents_of(actor: Actor) -> QuerySet[Consent]:
    """Return the consents that who asks gave, newest first."""
    rows = Consent.objects.filter(person=actor.person).select_related("to_person", "to_organisation")
    return rows.order_by("-given")


def in_force(day: date | None = None) -> Q:
    """Return what makes a consent hold today; day: that it is not withdrawn, and held on that day or longer."""
    today = day or timezone.localdate()
    confirmed = Q(waits_for_parent=False) | Q(parent_confirmed__isnull=False)
    return Q(withdrawn=None, until__gte=today) & confirmed


def waiting_for_parent(actor: Actor) -> QuerySet[Consent]:
    """Return the consents of who asks that a parent must still confirm."""
    return Consent.objects.filter(
        person=actor.person,
        waits_for_parent=True,
        parent_confirmed=None,
        withdrawn=None,
        until__gte=timezone.localdate(),
    )


def recipients_for(actor: Actor) -> QuerySet[Organisation]:
    """Return who can be chosen to show something: own organisations, those that asked, centres, research offices."""
    own = Q(memberships__person=actor.person, memberships__ended=None)
    asked = Q(pk__in=ConsentRequest.objects.filter(person=actor.person).values("by_organisation"))
    return (
        Organisation.objects.filter(own | asked | Q(kind__in=[Kind.CENTRE, Kind.RESEARCH])).distinct().order_by("name")
    )


def consent_to(actor: Actor, person: UUID, part: Part, purposes: Iterable[Purpose] = tuple(Purpose)) -> Consent | None:
    """Return the consent by which who asks may see a part of somebody's record now, nothing where there is none.

    A consent to an organisation holds for people who act for it now in a role with a second factor; one to a person
    within an organisation only while they act for it. Consent for research opens no record, and no consent opens one to
    who acts for a research office: see `queries.research`.
    """
    if actor.person is None or actor.organisation_kind == Kind.RESEARCH:
        return None
    alone = Q(to_person=actor.person, to_organisation=None)
    within = Q(pk__in=[])
    if actor.organisation and actor.has_second_factor:
        within = Q(to_organisation=actor.organisation) & (Q(to_person=None) | Q(to_person=actor.person))
    rows = Consent.objects.filter(in_force(), alone | within, person=person, part=part, purpose__in=list(purposes))
    rows = rows.exclude(purpose=Purpose.RESEARCH)
    return rows.order_by("-until").first()


def parts_shown_to(actor: Actor, person: UUID) -> list[Part]:
    """Return the parts of somebody's record that who asks may see now."""
    return [part for part in Part if actor.person == person or consent_to(actor, person, part)]
