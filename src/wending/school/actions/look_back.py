"""Looking back on a visit: the class without names, the teacher in a summary, the host to the school.

The answers of a class are counted once, when the teacher closes the round, so no two views differ by one answer.
"""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.ledger.rules.actor import Actor
from wending.school.actions.outside_mail import new_link, tell_host, tell_school, write_down
from wending.school.models import Offer, OutsideLink, Visit, VisitAnswer
from wending.school.queries.outside_scope import look_back_by, visits_for, visits_of
from wending.school.rules.look_back import counted
from wending.school.rules.outside import LOOK_BACK, VisitState


@transaction.atomic
def open_look_back(*, by: Actor, visit: UUID) -> str:
    """Return the token of a fresh link for the class; an earlier one is over. Raises LookupError when it is closed."""
    found = visits_for(by).filter(pk=visit, state=VisitState.DONE, back_closed=None).first()
    if found is None:
        raise LookupError("no visit to look back on")
    OutsideLink.objects.filter(visit=found).delete()
    last = timezone.localdate() + LOOK_BACK
    write_down(by, "asked-class-back")
    return new_link(found, timezone.make_aware(datetime.combine(last + timedelta(days=1), time())))


@transaction.atomic
def look_back(*, token: str, scores: dict[str, int]) -> bool:
    """Keep the answer of one of the class; False when the link is over, or as many answered as there were learners."""
    found = look_back_by(token)
    if found is None:
        return False
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if visit.back_closed is not None or visit.answers.count() >= visit.number:
        return False
    if scores:
        VisitAnswer.objects.create(visit=visit, scores=scores)
    return True


@transaction.atomic
def close_look_back(*, by: Actor, visit: UUID, summary: str) -> Visit:
    """Count the answers for good, and give the host the teacher's summary. Raises LookupError when closed already."""
    rows = visits_for(by).select_for_update(of=("self",))
    found = rows.filter(pk=visit, state=VisitState.DONE, back_closed=None).first()
    if found is None:
        raise LookupError("no visit to close")
    found.back = counted([answer.scores for answer in found.answers.all()])
    found.back_closed, found.summary = timezone.now(), summary
    found.version += 1
    found.save()
    found.answers.all().delete()
    OutsideLink.objects.filter(visit=found).delete()
    write_down(by, "closed-class-back")
    tell_host(found.offer, _("De klas keek terug"), _("Lees wat de school en de klas terugzeggen:"), f"back:{found.pk}")
    return found


@transaction.atomic
def host_back(*, by: Actor, offer: Offer, visit: UUID, words: str, again: str) -> Visit:
    """Tell the school, as the host, how it was. Raises LookupError when it has not been."""
    found = visits_of(offer).select_for_update(of=("self",)).filter(pk=visit, state=VisitState.DONE).first()
    if found is None:
        raise LookupError("no visit that was")
    found.host_words, found.host_again = words, again
    found.version += 1
    found.save()
    write_down(by, "told-school-back")
    tell_school(found, _("De gastheer keek terug"), _("Lees het hier:"), f"host-back:{found.pk}:{found.version}")
    return found
