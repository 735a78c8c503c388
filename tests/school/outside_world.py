"""Hosts, offers and visits for tests: right by default, so that a test changes one thing."""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation
from tests.school.people import make_group, make_learner, make_school, make_staff
from wending.accounts.models import Mail, Membership, Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import VISITOR
from wending.school.actions.offers import OfferText, add_day, make_offer
from wending.school.actions.visit_learners import choose_learners
from wending.school.actions.visits import answer_visit, ask_visit
from wending.school.models import Offer, OfferDay, SchoolGroup, Visit, VisitLearner
from wending.school.rules.outside import VisitState


def make_host(name: str = "Bakkerij Meel", kind: Kind = Kind.EMPLOYER) -> Membership:
    """Return the manager of a firm."""
    return make_member(Role.MANAGER, make_organisation(kind, name), "Bo")


def an_offer(**changes: Any) -> OfferText:
    """Return what a host tells, with changes."""
    values: dict[str, Any] = {
        "host": "Bakkerij Meel",
        "kind": "visit",
        "title": "Kijk mee in de bakkerij",
        "what": "Je bakt een brood.",
        "most": 15,
        "email": "meel@example.org",
        "themes": ("eten", "techniek"),
        "bring": "Dichte schoenen.",
        "under_16": "Aan de oven werken.",
        "contact": "Bo",
    }
    return OfferText(**{**values, **changes})


def make_offer_of(host: Membership | None, **changes: Any) -> Offer:
    """Return an offer: open of a host with an account, waiting of somebody without."""
    return make_offer(by=actor(host) if host else VISITOR, told=an_offer(**changes))


def make_day(offer: Offer, days: int = 5, groups: int = 1) -> OfferDay:
    """Return a day of an offer so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    return add_day(by=VISITOR, offer=offer, day=day, groups=groups, begins=None, ends=None)


def make_visit(
    teacher: Membership, group: SchoolGroup, offer: Offer, day: OfferDay, agreed: bool = True, **changes: Any
) -> Visit:
    """Return a visit of a group, agreed unless told otherwise."""
    values: dict[str, Any] = {"number": 12, "contact": "dana@example.org", "wants_names": True} | changes
    visit = ask_visit(by=actor(teacher), offer=offer, day=day.pk, group=group.pk, **values)
    if agreed:
        visit = answer_visit(by=VISITOR, offer=offer, visit=visit.pk, agrees=True, version=visit.version)
    return visit


class World:
    """A school with a class of two and its teacher, a host with an offer, and an agreed visit in five days."""

    def __init__(self, days: int = 5) -> None:
        self.school: Organisation = make_school(region="AM01")
        self.group = make_group(self.school)
        self.teacher = make_staff(Role.TEACHER, self.school, self.group)
        self.yara = make_learner(self.school, self.group, account=True, first="Yara")
        self.finn = make_learner(self.school, self.group, first="Finn")
        self.host = make_host()
        self.offer = make_offer_of(self.host)
        self.day = make_day(self.offer, days)
        self.visit = make_visit(self.teacher, self.group, self.offer, self.day)

    def choose(self, sixteen: bool = False) -> dict[str, VisitLearner]:
        """Put both learners on the list and return their places by first name."""
        chosen = {self.yara.pk: sixteen, self.finn.pk: sixteen}
        choose_learners(by=actor(self.teacher), visit=self.visit.pk, sixteen=chosen)
        return {row.learner.first: row for row in VisitLearner.objects.select_related("learner")}

    def moved(self, days: int, state: VisitState = VisitState.AGREED) -> None:
        """Let the day of the visit be so many days from now."""
        OfferDay.objects.filter(pk=self.day.pk).update(day=timezone.localdate() + timedelta(days=days))
        Visit.objects.filter(pk=self.visit.pk).update(state=state)
        self.visit.refresh_from_db()


def link_in_mail(address: str, before: str) -> str:
    """Return the token after some words in the newest mail to an address; LookupError when there is none."""
    for mail in Mail.objects.filter(address=address).order_by("-made"):
        if before in mail.content:
            return str(mail.content.split(before)[1].split("/")[0])
    raise LookupError(address)


def shown(page: HttpResponse) -> str:
    """Return what a page shows, without the tokens that differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
