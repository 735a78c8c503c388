"""Asks, agrees, changes and ends visits. A place of a day is a row with a unique key: who writes it first has it."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.kit.versions import Stale
from wending.ledger.rules.actor import SYSTEM, Actor
from wending.school.actions.outside_mail import tell_host, tell_school, write_down
from wending.school.models import Offer, OfferDay, OutsideLink, SchoolGroup, Visit, VisitLearner, VisitPlace
from wending.school.queries.outside_scope import visits_for, visits_of
from wending.school.queries.scope import groups_for
from wending.school.rules.outside import ANSWER_WITHIN, OfferState, VisitState


class Full(Exception):
    """The day has no place any more, or is over."""


@transaction.atomic
def ask_visit(
    *,
    by: Actor,
    offer: Offer,
    day: int,
    group: UUID,
    number: int,
    contact: str,
    companions: str = "",
    wish: str = "",
    wants_names: bool = False,
) -> Visit:
    """Ask for a place on a day with a group of one's own; who asks says yes to the safety rules.

    Raises:
        LookupError: not one's own group.
        Full: no place on that day (any more).
        ValidationError: more learners than the offer takes, or the group has that day already.
    """
    own = groups_for(by).filter(pk=group).first()
    if own is None:
        raise LookupError("no group of who asks")
    _check_number(offer, number)
    visit = Visit(
        offer=offer,
        day=_day(offer, day),
        school_id=own.organisation_id,
        group=own,
        asked_by_id=by.person,
        number=number,
        contact=contact,
        companions=companions,
        wish=wish,
        wants_names=wants_names,
        safe_by_school=timezone.now(),
    )
    visit.save()
    _take_place(visit)
    _refuse_twice(visit)
    write_down(by, "asked-visit")
    tell_host(offer, _("Een school wil komen"), _("Een school vraagt of het kan. Bekijk de vraag:"), f"ask:{visit.pk}")
    return visit


@transaction.atomic
def answer_visit(
    *, by: Actor, offer: Offer, visit: UUID, agrees: bool, version: int, safety: str = "", reply: str = ""
) -> Visit:
    """Say yes or no as the host. New safety rules ask a new yes of the school.

    Raises:
        Stale: it changed meanwhile, or is not open for an answer.
    """
    found = _locked(visits_of(offer).get(pk=visit), version, [VisitState.ASKED])
    found.state = VisitState.AGREED if agrees else VisitState.DECLINED
    found.reply = reply
    if agrees:
        found.safe_by_host = timezone.now()
        found.safety = safety
        if safety:
            found.safe_by_school = None
    _save(found)
    if not agrees:
        _let_go(found)
    write_down(by, "agreed-visit" if agrees else "declined-visit")
    subject = _("Jullie bezoek kan doorgaan") if agrees else _("Dit bezoek past niet")
    tell_school(found, subject, _("Lees hier wat er is afgesproken:"), f"answer:{found.pk}:{found.version}")
    return found


@transaction.atomic
def agree_to_safety(*, by: Actor, visit: UUID, version: int) -> Visit:
    """Say yes, as the school, to the safety rules as they are now."""
    found = _locked(visits_for(by).get(pk=visit), version, [VisitState.AGREED])
    found.safe_by_school = timezone.now()
    _save(found)
    write_down(by, "agreed-to-safety")
    return found


@transaction.atomic
def change_visit(
    *, by: Actor, visit: UUID, version: int, number: int, companions: str, wish: str, day: int | None = None
) -> Visit:
    """Change numbers, or ask for another day: the host then answers anew, and so do parents and learners.

    Raises:
        Stale: it changed meanwhile, or is over.
        Full: the other day has no place.
        ValidationError: more learners than the offer takes, or the group has that day already.
    """
    found = _locked(visits_for(by).get(pk=visit), version, [VisitState.ASKED, VisitState.AGREED])
    _check_number(found.offer, number)
    found.number, found.companions, found.wish = number, companions, wish
    if day is not None and day != found.day_id:
        found.day = _day(found.offer, day)
        VisitPlace.objects.filter(visit=found).delete()
        _take_place(found)
        _refuse_twice(found)
        found.state, found.safe_by_host, found.safety = VisitState.ASKED, None, ""
        found.made = timezone.now()
        _forget_answers(found)
    _save(found)
    write_down(by, "changed-visit")
    tell_host(
        found.offer, _("Een bezoek is veranderd"), _("Bekijk wat er nu staat:"), f"change:{found.pk}:{found.version}"
    )
    return found


@transaction.atomic
def cancel_visit(*, by: Actor, visit: Visit, version: int, is_host: bool, reply: str = "") -> Visit:
    """Call a visit off, for a school (`visits_for`) or a host (`visits_of`); its place is free again.

    Raises:
        Stale: it changed meanwhile, or is over.
    """
    found = _locked(visit, version, [VisitState.ASKED, VisitState.AGREED])
    found.state = VisitState.CANCELLED
    found.reply = reply if is_host else found.reply
    _save(found)
    _let_go(found)
    write_down(by, "cancelled-visit")
    subject, text, key = _("Een bezoek gaat niet door"), _("Bekijk het hier:"), f"cancel:{found.pk}"
    if is_host:
        tell_school(found, subject, text, key)
    else:
        tell_host(found.offer, subject, text, key)
    return found


def pass_time(today: date) -> int:
    """Let requests without answer lapse, and set visits whose day is over to done; return how many changed."""
    late = Visit.objects.filter(state=VisitState.ASKED).exclude(
        made__gt=timezone.now() - ANSWER_WITHIN, day__day__gt=today
    )
    over = Visit.objects.filter(state=VisitState.AGREED, day__day__lt=today)
    return sum(_pass(row.pk, today) for row in [*late, *over])


@transaction.atomic
def _pass(number: UUID, today: date) -> bool:
    """Pass one that was found late; between then and now it may have been answered, or asked for another day."""
    rows = Visit.objects.select_for_update(of=("self",)).select_related("day", "offer")
    found = rows.filter(pk=number).first()
    if found is not None and found.state == VisitState.AGREED and found.day.day < today:
        found.state = VisitState.DONE
        _save(found)
        return True
    if found is None or found.state != VisitState.ASKED:
        return False
    if found.made > timezone.now() - ANSWER_WITHIN and found.day.day > today:
        return False
    found.state = VisitState.LAPSED
    _save(found)
    _let_go(found)
    write_down(SYSTEM, "cancelled-visit")
    tell_school(
        found, _("Geen antwoord op jullie vraag"), _("De plek is weer vrij. Zoek iets anders:"), f"late:{number}"
    )
    return True


def _day(offer: Offer, number: int) -> OfferDay:
    """Return a coming day of an open offer."""
    day = OfferDay.objects.filter(offer=offer, pk=number, day__gt=timezone.localdate()).first()
    if day is None or offer.state != OfferState.OPEN:
        raise Full
    return day


def _take_place(visit: Visit) -> None:
    day = visit.day
    taken = set(day.places.values_list("number", flat=True))
    for number in range(1, day.groups + 1):
        if number in taken:
            continue
        try:
            with transaction.atomic():
                VisitPlace.objects.create(day=day, number=number, visit=visit)
                return
        except IntegrityError:
            continue
    raise Full


def _let_go(visit: Visit) -> None:
    """Give the place free and end every link; addresses of parents go."""
    VisitPlace.objects.filter(visit=visit).delete()
    OutsideLink.objects.filter(learner__visit=visit).delete()
    OutsideLink.objects.filter(visit=visit).delete()
    VisitLearner.objects.filter(visit=visit).update(email=None)


def _forget_answers(visit: Visit) -> None:
    """A yes was for one day: another day asks again."""
    OutsideLink.objects.filter(learner__visit=visit).delete()
    VisitLearner.objects.filter(visit=visit).update(answer="", may_name=False, answered=None, asked=None)


def _refuse_twice(visit: Visit) -> None:
    """Refuse a day that the group has or asked already: a form that is sent twice at once holds one place."""
    if visit.group is None:
        return
    SchoolGroup.objects.select_for_update().get(pk=visit.group.pk)
    same = Visit.objects.filter(day=visit.day, group=visit.group, state__in=[VisitState.ASKED, VisitState.AGREED])
    if same.exclude(pk=visit.pk).exists():
        raise ValidationError({"day": _("Deze groep vroeg deze dag al aan.")})


def _check_number(offer: Offer, number: int) -> None:
    if not 1 <= number <= offer.most:
        raise ValidationError({"number": _("Er is plek voor hooguit %s leerlingen.") % offer.most})


def _locked(visit: Visit, version: int, states: list[VisitState]) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",)).select_related("day", "offer", "school", "group")
    found = rows.get(pk=visit.pk)
    if found.version != version or found.state not in states:
        raise Stale(found.version)
    return found


def _save(visit: Visit) -> None:
    visit.version += 1
    visit.save()
