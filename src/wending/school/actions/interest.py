"""Learners share what they are curious about with their class, as part of a count, and take it back."""

from uuid import UUID

from django.db import transaction

from wending.kit.small_cells import SMALLEST
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.models import InterestTally, SchoolGroup, SharedInterest
from wending.school.queries.visits import own_groups
from wending.school.rules.outside import MOST_THEMES, THEMES
from wending.school.rules.outside_match import tally_of

THING = "school.interest"


@transaction.atomic
def share_interest(*, by: Actor, group: UUID, themes: list[str]) -> bool:
    """Share up to three themes with a class of one's own, or none to take it back; return whether it is one's own.

    What a teacher sees is renewed only after ten or more changes, and goes when fewer than ten are left in it.
    """
    own = own_groups(by).filter(pk=group).first()
    if own is None:
        return False
    SchoolGroup.objects.select_for_update().get(pk=own.pk)
    chosen = [theme for theme in THEMES if theme in themes][:MOST_THEMES]
    before = SharedInterest.objects.filter(person=by.me, group=own).first()
    tally = InterestTally.objects.filter(group=own).first()
    if before is not None:
        if before.themes == chosen:
            return True
        if before.is_counted and tally is not None:
            tally.gone += 1
            tally.save()
        before.delete()
    if chosen:
        SharedInterest.objects.create(person_id=by.me, group=own, themes=chosen)
    record(by=by, verb="shared-interest" if chosen else "withdrew-interest", about=by.key, thing=THING)
    _renew(own, tally)
    return True


def _renew(group: SchoolGroup, tally: InterestTally | None) -> None:
    rows = SharedInterest.objects.filter(group=group)
    if tally is not None and tally.learners - tally.gone < SMALLEST:
        tally.delete()
        tally = None
        rows.update(is_counted=False)
    changes = rows.filter(is_counted=False).count() + (tally.gone if tally else 0)
    themes = tally_of([row.themes for row in rows])
    if themes is None or changes < SMALLEST:
        return
    InterestTally.objects.update_or_create(
        group=group, defaults={"learners": rows.count(), "themes": list(themes), "gone": 0}
    )
    rows.update(is_counted=True)
