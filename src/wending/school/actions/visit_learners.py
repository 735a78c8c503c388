"""Who of a class comes along, the yes of a parent or of the learner, and the names that a host may see.

A yes is for one visit on one day. It can be taken back with the same link until the day is over.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.accounts.rules.consent import is_minor
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR, Actor
from wending.school.actions.outside_mail import address, new_link, write_down
from wending.school.models import Offer, OutsideLink, Visit, VisitLearner
from wending.school.queries.outside_scope import place_by, places_of_mine, visits_for, visits_of
from wending.school.queries.scope import learners_for
from wending.school.queries.visits import named_learners
from wending.school.rules.outside import NAMES_AFTER, Answer, VisitState, names_shown

THING = "school.visit"
PARENT = Actor(key="parent")


@transaction.atomic
def choose_learners(*, by: Actor, visit: UUID, sixteen: Mapping[UUID, bool]) -> int:
    """Say who of the class comes along, and who is sixteen or older; return how many. Others are taken off.

    An account that knows better makes somebody younger than the teacher thought, never older.
    """
    found = _open_visit(by, visit)
    known = {row.pk: row for row in learners_for(by, found.group_id).select_related("account")}
    wanted = {number: known[number] for number in sixteen if number in known}
    VisitLearner.objects.filter(visit=found).exclude(learner__in=wanted).delete()
    for number, learner in wanted.items():
        is_young = learner.account is not None and is_minor(learner.account.sixteen_on, found.day.day)
        is_sixteen = sixteen[number] and not is_young
        place, _is_new = VisitLearner.objects.get_or_create(visit=found, learner=learner)
        if place.is_sixteen != is_sixteen:
            place.is_sixteen, place.answer, place.may_name, place.answered = is_sixteen, Answer.OPEN, False, None
            place.save()
            OutsideLink.objects.filter(learner=place).delete()
    write_down(by, "chose-learners")
    return len(wanted)


@transaction.atomic
def ask_by_mail(*, by: Actor, place: UUID, email: str) -> VisitLearner:
    """Mail the parent (below sixteen) or the learner about one visit; earlier links are over. By staff, for own class.

    Raises:
        LookupError: no such learner in a visit of one's own that is agreed.
    """
    rows = VisitLearner.objects.select_for_update(of=("self",)).select_related("visit__day", "visit__offer", "learner")
    found = rows.filter(pk=place, visit__in=visits_for(by), learner__in=learners_for(by)).first()
    if found is None or found.visit.state != VisitState.AGREED:
        raise LookupError("no such learner")
    _ask(by, found, email)
    return found


@transaction.atomic
def ask_my_parent(*, by: Actor, place: UUID, email: str) -> VisitLearner:
    """Mail one's own parent about a visit, as a learner.

    Raises:
        LookupError: not one's own, or not open.
    """
    found = _own_place(by, place)
    person = found.learner.account
    if person is not None and email.strip().lower() == person.email:
        raise ValidationError({"email": _("Dit is je eigen adres. Vul het adres van je ouder in.")})
    _ask(by, found, email)
    return found


@transaction.atomic
def answer_by_link(*, token: str, comes: bool, may_name: bool) -> bool:
    """Write down an answer, or another one, of whoever holds the link; return whether the link still worked."""
    found = place_by(token)
    if found is None:
        return False
    _answer(VISITOR if found.is_sixteen else PARENT, VisitLearner.objects.select_for_update().get(pk=found.pk), comes)
    VisitLearner.objects.filter(pk=found.pk).update(may_name=comes and may_name)
    return True


@transaction.atomic
def answer_myself(*, by: Actor, place: UUID, comes: bool, may_name: bool) -> VisitLearner:
    """Answer for oneself, from sixteen; younger learners may only say no.

    Raises:
        LookupError: not one's own, or not open.
        ValidationError: a yes below sixteen.
    """
    found = _own_place(by, place)
    if comes and not found.is_sixteen:
        raise ValidationError(_("Je bent jonger dan 16. Een ouder zegt of je mee mag."))
    found.may_name = comes and may_name
    found.save(update_fields=["may_name"])
    _answer(by, found, comes)
    return found


@transaction.atomic
def see_names(*, by: Actor, offer: Offer, visit: UUID) -> list[str] | None:
    """Return the names of who agreed, for the host; None outside two weeks before until one week after.

    Each look is in the ledger of each learner with an account. `offer` is one that `offer_by` gave.
    """
    found = visits_of(offer).get(pk=visit)
    if not found.wants_names or not names_shown(found.day.day, timezone.localdate(), found.state):
        return None
    rows = named_learners(found)
    for row in rows:
        if row.learner.account is not None:
            key = str(row.learner.account.ledger_key)
            record(by=by, verb="saw-visit-name", about=key, thing=THING, purpose="school")
    return [str(row.learner) for row in rows]


def wipe_addresses() -> int:
    """Wipe addresses of parents and learners a week after the day, and links that are over; return how many."""
    past = timezone.localdate() - NAMES_AFTER
    wiped = VisitLearner.objects.filter(visit__day__day__lt=past, email__isnull=False).update(email=None)
    return wiped + OutsideLink.objects.filter(until__lt=timezone.now()).delete()[0]


def _open_visit(by: Actor, visit: UUID) -> Visit:
    states = [VisitState.ASKED, VisitState.AGREED]
    return visits_for(by).select_for_update(of=("self",)).get(pk=visit, state__in=states)


def _own_place(by: Actor, place: UUID) -> VisitLearner:
    rows = VisitLearner.objects.select_for_update(of=("self",))
    mine = places_of_mine(by).filter(pk=place, visit__state=VisitState.AGREED).values("pk")
    found = rows.select_related("visit__day", "visit__offer", "learner__account").filter(pk__in=mine).first()
    if found is None or found.visit.day.day < timezone.localdate():
        raise LookupError("not one's own")
    return found


def _ask(by: Actor, place: VisitLearner, email: str) -> None:
    OutsideLink.objects.filter(learner=place).delete()
    token = new_link(place, _end_of(place.visit))
    place.email, place.asked = email.strip().lower(), timezone.now()
    place.save(update_fields=["email", "asked"])
    visit, learner = place.visit, place.learner
    text = (
        _("Op %(day)s is er een bezoek van school. Wil je mee? En mag de gastheer je naam weten?")
        if place.is_sixteen
        else _("Op %(day)s is er een bezoek van school. Mag %(name)s mee? Wij vragen het aan een ouder of voogd.")
    ) % {"day": date_format(visit.day.day, "j F Y"), "name": learner.first or str(learner)}
    end = _("Zeg ja of nee op deze pagina. Je kunt je antwoord later nog veranderen, tot en met die dag.")
    queue_mail(
        address=place.email,
        subject=_("Vraag van school over een bezoek"),
        text=f"{text}\n\n{address('school:visit_consent', token)}\n\n{end}\n",
        key=f"visit-consent:{place.pk}:{place.asked.isoformat()}",
        person=learner.account_id,
    )
    _record(by, place, "asked-visit-consent")


def _answer(by: Actor, place: VisitLearner, comes: bool) -> None:
    place.answer, place.answered = (Answer.YES if comes else Answer.NO), timezone.now()
    place.save(update_fields=["answer", "answered"])
    _record(by, place, "agreed-to-visit" if comes else "refused-visit")


def _record(by: Actor, place: VisitLearner, verb: str) -> None:
    account = place.learner.account
    if account is not None:
        record(by=by, verb=verb, about=str(account.ledger_key), thing=THING, purpose="school")


def _end_of(visit: Visit) -> datetime:
    return timezone.make_aware(datetime.combine(visit.day.day + timedelta(days=1), time()))
