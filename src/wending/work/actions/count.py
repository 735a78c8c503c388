"""Letting oneself be counted, and the count of a quarter. Nobody at the firm is told who takes part, or when."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation
from wending.kit.small_cells import SMALLEST
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import CountMeIn, NeededSkill, SkillCount
from wending.work.queries.needs import keys_asked
from wending.work.queries.scope import names_at, own_firms
from wending.work.rules.counts import may_follow, quarter_of, shown_counts

LONGEST_TERM = timedelta(days=731)


@transaction.atomic
def count_me_in(*, by: Actor, firm: UUID, skills: list[str], until: date) -> CountMeIn:
    """Let chosen skills count for a firm where one works, until a day; keys that the firm does not ask are left out.

    Raises PermissionDenied for another firm, ValidationError for a day that is over or more than two years away.
    """
    if firm not in own_firms(by):
        raise PermissionDenied("another firm")
    today = timezone.localdate()
    if not today <= until <= today + LONGEST_TERM:
        raise ValidationError(_("Kies een dag tussen vandaag en twee jaar verder."))
    asked = keys_asked(firm)
    told = {"skills": sorted(set(skills) & asked), "until": until}
    row, _is_new = CountMeIn.objects.update_or_create(person_id=by.me, organisation_id=firm, defaults=told)
    record(by=by, verb="counted-in", about=by.key, thing="work.skills")
    return row


@transaction.atomic
def count_me_out(*, by: Actor, firm: UUID) -> bool:
    """Stop being counted; the next count is without them. Return whether they were counted."""
    removed, _kinds = CountMeIn.objects.filter(person=by.me, organisation=firm).delete()
    if removed:
        record(by=by, verb="counted-out", about=by.key, thing="work.skills")
    return bool(removed)


def count_all() -> int:
    """Make the count of this quarter for each firm that asks skills and has none yet; return how many are new."""
    firms = NeededSkill.objects.values_list("function__organisation", flat=True).distinct()
    return sum(count_quarter(firm) for firm in list(firms))


@transaction.atomic
def count_quarter(firm: UUID) -> bool:
    """Fix what a firm has in this quarter, once; return whether it is new.

    Too few changes since the last published count leave that one in force, so that two counts beside each other tell
    nothing of one person. With fewer than ten people nothing is shown; who was in the last published count is kept all
    the same, for somebody may remember it.
    """
    Organisation.objects.select_for_update().get(pk=firm)
    today = timezone.localdate()
    quarter = quarter_of(today)
    if SkillCount.objects.filter(organisation=firm, quarter=quarter).exists():
        return False
    rows = CountMeIn.objects.filter(organisation=firm, until__gte=today, person__in=names_at(firm))
    held = {salted_hmac("wending.work.count", str(row.person_id)).hexdigest(): row.skills for row in rows}
    last = SkillCount.objects.filter(organisation=firm).order_by("-quarter").first()
    before = last.members if last else []
    fresh: dict[str, Any] = {"shown": {}, "members": before, "counted_on": today}
    if may_follow(before, held):
        fresh |= {"shown": shown_counts(held, sorted(keys_asked(firm))), "members": sorted(held)}
    elif last and len(held) >= SMALLEST:
        fresh |= {"shown": last.shown, "counted_on": last.counted_on}
    try:
        with transaction.atomic():
            SkillCount.objects.create(organisation_id=firm, quarter=quarter, **fresh)
    except IntegrityError:
        return False
    SkillCount.objects.filter(organisation=firm).exclude(quarter=quarter).delete()
    return True


def remove_over() -> int:
    """Remove what people let count until a day that is over; return how many."""
    return CountMeIn.objects.filter(until__lt=timezone.localdate()).delete()[0]
